"""Give a test run real servers. Loaded by `-p`, because Django's settings load before conftest."""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from config.local import rehearsal
from config.local.process import CannotStart

REHEARSAL = pytest.StashKey[rehearsal.Rehearsal]()
TESTS_ONLY = {
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in the tests' own thread
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the servers and name them in the environment, ahead of every other plugin."""
    ending = ExitStack()
    early_config.add_cleanup(ending.close)
    try:
        begun = rehearsal.begin(ending)
    except CannotStart as trouble:
        pytest.exit(str(trouble), returncode=1)
    early_config.stash[REHEARSAL] = begun
    os.environ.update(begun.site.for_manage() | TESTS_ONLY)
    return (yield)
