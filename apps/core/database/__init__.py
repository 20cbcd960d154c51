"""Whose rows the database shows: the scope that is stamped on every transaction.

PostgreSQL's policies (``apps.tenants.fence``) compare ``tenant_id`` with the setting
``app.tenant``. The backend beside this module writes that setting, and the role, at the start of
each transaction and for its length only, so a pooled connection can never carry a tenant over.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

ACROSS_ROLE = "causeway_across"


@dataclass(frozen=True)
class Scope:
    """One tenant's rows, or everyone's."""

    tenant_id: uuid.UUID | None
    everyone: bool = False


scope_now: ContextVar[Scope | None] = ContextVar("database scope", default=None)


@contextmanager
def acting_within(scope: Scope) -> Iterator[None]:
    """Run the block in a scope; an open transaction is stamped at once, later ones as they open."""
    token = scope_now.set(scope)
    inside = connection.in_atomic_block
    if inside:
        stamp(connection)
    try:
        yield
    finally:
        scope_now.reset(token)
        if inside and _is_usable(connection):
            stamp(connection)


def _is_usable(database: BaseDatabaseWrapper) -> bool:
    """Whether the open transaction takes statements: after an error it only rolls back."""
    if not database.in_atomic_block or database.needs_rollback:
        return False
    return bool(database.connection.info.transaction_status != TransactionStatus.INERROR)


def stamp(database: BaseDatabaseWrapper) -> None:
    """Tell PostgreSQL the scope, for the length of the open transaction."""
    scope = scope_now.get() or Scope(tenant_id=None)
    database.ensure_connection()
    with database.connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('role', %s, true)",
            (str(scope.tenant_id or ""), ACROSS_ROLE if scope.everyone else "none"),
        )
