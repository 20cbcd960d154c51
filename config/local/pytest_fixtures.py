"""Fixtures on the test run's servers: the migrated database, and on demand the whole stack."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from config.local import journey_stack, rehearsal
from config.local.journey_stack import JourneyStack
from config.local.pytest_plugin import REHEARSAL
from config.local.servers import Databases

JOURNEYS = pytest.StashKey[Databases]()


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Migrate the empty database once, as its owner; the tests then work in it as the app.

    The journeys' database is copied here, while nobody is connected to the one it copies.
    """
    begun = pytestconfig.stash[REHEARSAL]
    with ExitStack() as ending:
        with django_db_blocker.unblock():
            call_command("migrate", verbosity=0)
            connections.close_all()
        pytestconfig.stash[JOURNEYS] = rehearsal.copy(begun.databases, ending=ending)
        yield
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture(scope="session")
def stack(pytestconfig: pytest.Config, django_db_setup: None) -> Iterator[JourneyStack]:
    """Start the real web, worker, beat and simulator, once for all tests that ask for them."""
    begun, databases = pytestconfig.stash[REHEARSAL], pytestconfig.stash[JOURNEYS]
    with ExitStack() as ending:
        yield journey_stack.begin(begun, databases, ending=ending)
