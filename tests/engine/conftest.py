from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.ops.benches.stage import Stage, simulator


@pytest.fixture(scope="session")
def simulated() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture
def intacct(simulated: Stage, settings: Settings, tmp_path: Path, db: None) -> Stage:
    """The simulator, where everything that calls Intacct finds it."""
    settings.INTACCT_ENDPOINT = simulated.gateway
    settings.INTACCT_REST_URL = f"{simulated.url}/ia/api/v1"
    settings.INTACCT_HOSTS = [simulated.host]
    settings.TOKEN_SPOOL_DIR = tmp_path / "spool"
    return simulated
