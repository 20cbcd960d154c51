from collections.abc import Iterator

import pytest

from config.local.journey_stack import JourneyStack
from tests.journeys.stage import Stage


@pytest.fixture(scope="session")
def theatre(stack: JourneyStack) -> Iterator[Stage]:
    """Set the stage once for all journeys; fail if any of them made the portal stumble."""
    yield Stage.set(stack)
    log = stack.log_dir / "web.log"
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    if "Internal Server Error" in said:
        pytest.fail(said)


@pytest.fixture
def stage(theatre: Stage) -> Iterator[Stage]:
    """Lend the stage to one test, and end the faults it asked of Intacct."""
    yield theatre
    theatre.intacct.calm()
