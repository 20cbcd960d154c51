from collections.abc import Iterator

import pytest

from apps.connections.models import Connection
from apps.tenants.scope import acting_for
from tests.checks.runs import make_signed_up


@pytest.fixture
def connection(db: None) -> Iterator[Connection]:
    """A connection at the top level, its user named, in its tenant's scope."""
    customer = make_signed_up()
    with acting_for(customer.tenant):
        yield Connection.objects.select_related("tenant", "sender").get(id=customer.connection.id)


@pytest.fixture
def two_entities(db: None) -> Iterator[Connection]:
    """The same with a user for each of the entities 100 and 200."""
    customer = make_signed_up("100", "200")
    with acting_for(customer.tenant):
        yield Connection.objects.select_related("tenant", "sender").get(id=customer.connection.id)
