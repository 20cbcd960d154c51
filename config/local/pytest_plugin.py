"""Give a test run real servers. Loaded by `-p`, because Django's settings load before conftest."""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from config.local import rehearsal
from config.local.process import CannotStart

REHEARSAL = pytest.StashKey[rehearsal.Rehearsal]()
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
OWN = "CAUSEWAY_TESTS_OWN_SERVERS"  # passed on to the processes that a run is shared out to
TESTS_ONLY = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in the tests' own thread
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the servers and name them in the environment, ahead of every other plugin."""
    _forget_the_servers_of_others()
    ending = ExitStack()
    early_config.add_cleanup(ending.close)
    try:
        begun = rehearsal.begin(ending)
    except CannotStart as trouble:
        pytest.exit(str(trouble), returncode=1)
    early_config.stash[REHEARSAL] = begun
    os.environ.update(begun.site.for_manage() | TESTS_ONLY)
    return (yield)


def _forget_the_servers_of_others() -> None:
    """Where a run started its own servers, let each process it is shared out to start its own too.

    Two journeys on one broker would take each other's work.
    """
    if not set(SERVERS).intersection(os.environ):
        os.environ[OWN] = "1"
    elif "PYTEST_XDIST_WORKER" in os.environ and OWN in os.environ:
        for name in SERVERS:
            os.environ.pop(name, None)
