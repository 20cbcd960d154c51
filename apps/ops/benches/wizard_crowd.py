"""Ten thousand tenants more: copies of one that is real, with all that its hub and steps read."""

from dataclasses import dataclass
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from apps.ops.benches.wizard_customer import Customer
from config.local.journey_stack import JourneyStack

COPY: LiteralString = """
INSERT INTO {table} SELECT copy.*
FROM tenants_tenant AS tenant JOIN {table} AS original ON {belongs},
generate_series(1, %(times)s) AS n,
LATERAL jsonb_populate_record(original, jsonb_build_object({keys}) || {changes}) AS copy
WHERE tenant.slug = %(slug)s
"""
KEY: LiteralString = "{name}, md5(original.{column}::text || n)::uuid"


@dataclass(frozen=True)
class Table:
    """A table, its keys to rows that are copied too, and what else is to differ in each copy."""

    name: str
    keys: tuple[str, ...] = ()
    changes: LiteralString = "'{}'::jsonb"
    belongs: LiteralString = "original.tenant_id = tenant.id"

    def copy(self) -> sql.Composed:
        keys = [
            sql.SQL(KEY).format(name=sql.Literal(column), column=sql.Identifier(column))
            for column in ("id", *self.keys)
        ]
        return sql.SQL(COPY).format(
            table=sql.Identifier(self.name),
            belongs=sql.SQL(self.belongs),
            keys=sql.SQL(", ").join(keys),
            changes=sql.SQL(self.changes),
        )


TABLES = (
    Table(
        "tenants_tenant",
        changes="jsonb_build_object('slug', original.slug || '-' || n)",
        belongs="original.id = tenant.id",
    ),
    Table(
        "tenants_user",
        changes="jsonb_build_object('email', n || '-' || original.email)",
        belongs="original.id IN (SELECT user_id FROM tenants_membership WHERE tenant_id=tenant.id)",
    ),
    Table("tenants_membership", ("tenant_id", "user_id")),
    Table(
        "connections_connection",
        ("tenant_id",),
        changes="jsonb_build_object('next_check_at', NULL)",  # no worker is to ask after them
    ),
    Table("connections_webservicesuser", ("tenant_id", "connection_id")),
    Table("checklists_checklist", ("tenant_id", "connection_id")),
    Table("checks_run", ("tenant_id", "connection_id")),
    Table("checks_proof", ("tenant_id", "connection_id", "run_id")),
    Table("checklists_stepstate", ("tenant_id", "checklist_id", "run_id")),
)


def gather(stack: JourneyStack, customer: Customer, *, times: int) -> int:
    """Copy the customer so many times, and return how many tenants there are now.

    As the superuser, with the triggers that check foreign keys at rest: the copies are consistent.
    """
    database = urlsplit(stack.owner_url).path
    superuser = urlsplit(stack.superuser_url)._replace(path=database).geturl()
    with psycopg.connect(superuser) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in TABLES:
            connection.execute(table.copy(), {"times": times, "slug": customer.slug})
            connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table.name)))
        (counted,) = connection.execute("SELECT count(*) FROM tenants_tenant").fetchall()
    return int(counted[0])
