from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.checklists import library
from apps.connections.models import Connection
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_customer
from tests.portal.approving import make_approving_customer
from tests.portal.guided import BUILT_IN, LINDEN, make_guided


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


@pytest.fixture
def published(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder in which a test publishes newer versions, beside Linden's guide and ours."""
    settings.GUIDES_DIRS = [BUILT_IN, LINDEN.parent, tmp_path]
    library.guides.cache_clear()
    yield tmp_path
    library.guides.cache_clear()


@pytest.fixture
def linden(published: Path, db: None) -> Customer:
    """A customer of a guide that says something of every kind, in a practice company."""
    return make_guided("linden", "implementation")
