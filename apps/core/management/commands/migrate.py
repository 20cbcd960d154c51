"""Django's migrate, as the database's owner, followed by the grants the app's roles need."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from psycopg import sql

from apps.core.database import ACROSS_ROLE


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner" if "owner" in settings.DATABASES else "default")

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        grant_to_app(database=options["database"])


def grant_to_app(*, database: str) -> None:
    """Let the app's two roles use, and never alter, every table of the schema."""
    roles = sql.SQL(", ").join(
        map(sql.Identifier, [settings.DATABASES["default"]["USER"], ACROSS_ROLE])
    )
    with connections[database].cursor() as cursor:
        for grant in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}",
        ):
            cursor.execute(sql.SQL(grant).format(roles))
