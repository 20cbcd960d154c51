"""Act across all tenants. DANGER: importing this module is what import-linter watches."""

from collections.abc import Iterator
from contextlib import contextmanager

from apps.core.database import Scope, acting_within


@contextmanager
def acting_as_everyone() -> Iterator[None]:
    """Run the block across all tenants: for platform work, in transactions of its own."""
    with acting_within(Scope(tenant_id=None, everyone=True)):
        yield
