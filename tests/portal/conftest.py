from collections.abc import Iterator

import pytest

from apps.connections.models import Connection
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_customer
from tests.portal.approving import make_approving_customer


@pytest.fixture
def acme(db: None) -> Customer:
    return make_customer("Acme")


@pytest.fixture
def connection(acme: Customer) -> Iterator[Connection]:
    """Acme's connection, in Acme's scope."""
    with acting_for(acme.tenant):
        yield acme.connection


@pytest.fixture
def alder(db: None) -> Customer:
    """A customer whose connection is approved in Intacct."""
    return make_approving_customer()
