"""A simulator of these tests' own, and connections to companies of it."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from pytest_django import Settings

from apps.connections.models import ClientApplication, Connection, TokenRequest
from apps.connections.tokens.lease import Lease, claim
from apps.connections.tokens.ways import way_of
from apps.ops.benches import stage
from apps.ops.drills import connecting
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for


@pytest.fixture(scope="session")
def simulated() -> Iterator[Intacct]:
    with stage.simulator() as running:
        yield Intacct(running.url, f"canary-client-{secrets.token_hex(8)}")


@pytest.fixture
def intacct(simulated: Intacct, settings: Settings, tmp_path: Path) -> Intacct:
    """The simulator with nothing in it but the vendor; the portal knows where it is."""
    simulated.tell("POST", "reset", {})
    simulated.set_up()
    settings.INTACCT_REST_URL = simulated.base_url
    settings.INTACCT_HOSTS = [urlsplit(simulated.url).netloc]
    settings.TOKEN_SPOOL_DIR = tmp_path / "spool"
    settings.TOKEN_DEADLINE_SECONDS = 3
    return simulated


@pytest.fixture
def application(intacct: Intacct, db: None) -> ClientApplication:
    return connecting.registered(intacct)


@pytest.fixture
def connection(intacct: Intacct, application: ClientApplication) -> Connection:
    """Approved, with a live access token."""
    return connecting.approved(intacct, application=application)


@pytest.fixture
def minting(intacct: Intacct, db: None) -> Connection:
    """With client credentials, and no token yet."""
    return connecting.with_credentials(intacct)


@pytest.fixture
def held(connection: Connection) -> Lease:
    """Somebody has the lease of the grant's first generation."""
    with acting_for(connection.tenant_id), transaction.atomic():
        row = way_of(connection).row()
    lease = claim(row, kind=TokenRequest.Kind.REFRESH)
    assert lease is not None
    lease.slot.discard()
    return lease
