from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.connections.models import Connection
from apps.ops.benches.stage import Stage, simulator
from apps.tenants.scope import acting_for
from tests.checks.rest_stage import Setup, make_setup, name_client, name_user
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


@pytest.fixture(scope="session")
def simulated() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture
def intacct(simulated: Stage, settings: Settings, tmp_path: Path, db: None) -> Stage:
    """The simulator, where the portal finds it."""
    settings.INTACCT_REST_URL = f"{simulated.url}/ia/api/v1"
    settings.INTACCT_HOSTS = [simulated.host]
    settings.TOKEN_SPOOL_DIR = tmp_path / "spool"
    settings.TOKEN_DEADLINE_SECONDS = settings.INTACCT_DEADLINE_SECONDS = 3
    return simulated


@pytest.fixture
def own(intacct: Stage) -> Iterator[Setup]:
    """A customer's own client application, with everything named and right."""
    setup = make_setup(intacct, Connection.Auth.CLIENT_CREDENTIALS)
    with acting_for(setup.connection.tenant_id):
        name_user(setup.connection)
        name_client(setup.connection)
        yield setup


@pytest.fixture
def to_approve(intacct: Stage) -> Iterator[Setup]:
    """A connection that nobody has approved yet."""
    setup = make_setup(intacct, Connection.Auth.AUTHORIZATION_CODE)
    with acting_for(setup.connection.tenant_id):
        yield setup


@pytest.fixture
def approved(to_approve: Setup) -> Setup:
    """The same, approved by an administrator."""
    to_approve.approve()
    return to_approve
