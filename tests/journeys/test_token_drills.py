"""Real processes, killed and crowded, on premises of their own; `manage.py drill` plays it all."""

from collections.abc import Iterator

import pytest

from apps.ops.drills import token_crowd
from apps.ops.drills.cells import NO_KILL, RESTARTING, Cell, play
from apps.ops.drills.premises import Premises, premises
from apps.ops.drills.token_rotation import PROMISED_MS, SHORT, measured
from apps.ops.drills.troupe import Troupe, troupe
from config.local.pytest_plugin import REHEARSAL

SLICE = [
    Cell("K2", "strict"),
    Cell("K3", "strict"),
    Cell("K4", "strict"),
    Cell("K5", "strict", RESTARTING),
    Cell(NO_KILL, "strict", RESTARTING),
]
USUAL = {"TOKEN_LEASE_SECONDS": "30", "TOKEN_DEADLINE_SECONDS": "20"}


@pytest.fixture(scope="module")
def place() -> Iterator[Premises]:
    with premises(**SHORT) as opened:
        yield opened


@pytest.fixture(scope="module")
def actors(place: Premises) -> Iterator[Troupe]:
    with troupe(place.environment) as ready:
        yield ready


@pytest.mark.parametrize("cell", SLICE, ids=str)
def test_a_refresh_that_is_cut_off_ends_as_promised(
    place: Premises, actors: Troupe, cell: Cell
) -> None:
    outcome = play(place, actors, cell)

    assert outcome.faults == ()


def test_a_reply_is_safe_within_milliseconds(place: Premises, actors: Troupe) -> None:
    windows = measured(place, actors, times=40)["windows"]

    assert windows[len(windows) // 2] < PROMISED_MS


@pytest.mark.parametrize("broker", ["well", "gone"])
def test_two_hundred_callers_make_one_request(
    place: Premises, pytestconfig: pytest.Config, broker: str
) -> None:
    redis_url = pytestconfig.stash[REHEARSAL].site.redis_url
    options = USUAL | ({"REDIS_URL": redis_url} if broker == "well" else {})

    with troupe(place.environment | options) as crowd:
        figures = token_crowd.rush(place, crowd)

    assert (figures["callers"], figures["token_requests"]) == (200, 1)
    assert (figures["tokens"], figures["errors"]) == (1, {})
