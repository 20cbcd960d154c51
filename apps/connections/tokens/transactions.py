"""Transactions of our own, in one tenant's name, and patience with a database that restarts."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import (
    InterfaceError,
    InternalError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)

from apps.tenants.scope import acting_for

INSISTING_SECONDS = 30.0
LONGEST_PAUSE = 1.0
LOST_TOUCH = (OperationalError, InterfaceError, InternalError)  # by experience: a restart, a kill

Result = TypeVar("Result")


@contextmanager
def acting(tenant_id: uuid.UUID) -> Iterator[None]:
    """A transaction that commits at the end of the block; RuntimeError inside another one."""
    with acting_for(tenant_id), transaction.atomic(durable=True):
        yield


def insist(write: Callable[[], Result], *, seconds: float = INSISTING_SECONDS) -> Result:
    """Do it, each time on a fresh connection, until the database lets us; then raise its error."""
    deadline, pause = time.monotonic() + seconds, 0.05
    while True:
        try:
            return write()
        except LOST_TOUCH:
            if time.monotonic() + pause > deadline:
                raise
        let_go()
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def let_go() -> None:
    """Give the database connection back before a wait: it may be dead, or others may need it."""
    if not connection.in_atomic_block:
        close_old_connections()
