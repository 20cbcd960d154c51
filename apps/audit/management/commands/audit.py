from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.audit import queries
from apps.audit.models import Entry
from apps.core.database.everyone import acting_as_everyone


class Command(BaseCommand):
    help = "Prove that no entry of the audit log was altered or removed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", choices=["verify"])

    def handle(self, **options: Any) -> None:
        with acting_as_everyone(), transaction.atomic():
            broken = [str(found) for found in queries.breaks()]
            count = Entry.objects.count()
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{count} entries, every chain whole.")
