from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.connections.models import ClientApplication
from apps.ops.benches.stage import Stage, simulator
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Office, register


@pytest.fixture(scope="package")
def running() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture
def application(db: None) -> ClientApplication:
    return register()


@pytest.fixture
def intacct(
    running: Stage, settings: Settings, application: ClientApplication, tmp_path: Path
) -> Intacct:
    """A simulator that knows the application, and us pointed at it."""
    settings.INTACCT_REST_URL = f"{running.url}/ia/api/v1"
    settings.INTACCT_HOSTS = [running.host]
    settings.TOKEN_SPOOL_DIR = tmp_path / "spool"
    intacct = Intacct(running)
    intacct.open(application)
    return intacct


@pytest.fixture
def office(application: ClientApplication) -> Office:
    return Office.open(application)
