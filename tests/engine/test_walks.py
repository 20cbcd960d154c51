"""Every branch of every guide, walked against an imitated Intacct; every step undone and redone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.checklists import library
from apps.checklists.guide.conditions import ENVIRONMENT
from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import BUILT_IN, load_all
from apps.checklists.guide.purposes import Purpose
from apps.checklists.standing import Place, places
from apps.checks.queries import open_findings
from apps.checks.questions import PER_ENTITY
from apps.ops.benches.stage import Stage
from tests.engine import deeds_oauth as oauth
from tests.engine.deeds import DEEDS, can_come_undone
from tests.engine.setting_out import set_out
from tests.engine.trip import Branch, Trip
from tests.engine.walker import Key, attest, check, served, still_open, walk, withdraw

GUIDES = [BUILT_IN, *filter(Path.is_dir, [Path(__file__).parents[1] / "guides"])]
"""Guides under `tests/guides` are walked like the built-in ones: none needs a line of code."""


def branches_of(guide: Guide) -> Iterator[Branch]:
    """Every way through the guide, each in the first environment that its options suit."""
    for decisions in combinations(guide):
        taken = {name: option for name, option in decisions.items() if name != ENVIRONMENT}
        options = [
            option
            for decision in guide.decisions
            for option in decision.options
            if taken.get(decision.variable) == option.value
        ]
        fitting = (e for e in guide.environments if all(option.suits(e) for option in options))
        yield Branch(guide.slug, taken, decisions.get(ENVIRONMENT) or next(fitting))


BRANCHES = [branch for guide in load_all(GUIDES).values() for branch in branches_of(guide)]
ALIKE = {
    ("client_credentials", Purpose.WEB_SERVICES_ON): Purpose.USER_SIGNS_IN,
    ("authorization_code", Purpose.COMPANY_ID): Purpose.SENDER_AUTHORIZED,
}
"""Over REST Intacct answers the one as it answers the other, whose step then turns red
(../shared/intacct/intacct-rest.md §10)."""


@pytest.fixture(autouse=True)
def every_guide(settings: Settings) -> Iterator[None]:
    settings.GUIDES_DIRS = GUIDES
    library.guides.cache_clear()
    yield
    library.guides.cache_clear()


@pytest.mark.parametrize("branch", BRANCHES, ids=str)
def test_every_step_ends_and_each_one_undone_is_seen(branch: Branch, intacct: Stage) -> None:
    trip = set_out(branch, intacct)

    walk(trip)

    assert still_open(trip) == set()
    assert trip.connection.state == "connected"
    for place in places(trip.known):
        for purpose in served(place):
            if can_come_undone(trip, purpose):
                undo_and_redo(trip, place, purpose)
        if place.step.attest is not None:
            take_back_and_give_again(trip, place)


def undo_and_redo(trip: Trip, place: Place, purpose: Purpose) -> None:
    """Exactly the step that was undone turns red, and nothing else; put right, it is done again."""
    before = trip.world.snapshot()

    DEEDS[purpose].undo(trip, place)
    trip.world.keep()
    oauth.let_time_pass(trip)
    check(trip)

    assert_seen(still_open(trip), trip, place, purpose)

    trip.world.restore(before)
    DEEDS[purpose].redo(trip, place)
    oauth.let_time_pass(trip)
    check(trip)

    assert still_open(trip) == set(), f"{purpose} of {place.key} put right"


def take_back_and_give_again(trip: Trip, place: Place) -> None:
    """Exactly the step that somebody no longer vouches for is to be done again."""
    withdraw(trip, place)
    assert still_open(trip) == {place.key}

    attest(trip, place)
    assert still_open(trip) == set()


def assert_seen(red: set[Key], trip: Trip, place: Place, purpose: Purpose) -> None:
    """The step is red, and where its item alone was undone, for that item alone."""
    if place.step.on_vendor_side:  # never the customer's to mend: operators are told
        with trip.scope():
            assert open_findings(trip.connection).filter(purpose="").exists()
        assert red == set()
        return
    expected = step_that_tells(trip, place, purpose)
    assert {step_id for step_id, _ in red} == {expected}, f"{purpose} of {place.key} undone"
    if purpose in PER_ENTITY and expected == place.step.id:
        assert red == {place.key}


def step_that_tells(trip: Trip, place: Place, purpose: Purpose) -> str:
    alike = ALIKE.get((trip.guide.auth, purpose))
    if alike is None:
        return place.step.id
    return next(step.id for step in trip.known.steps if alike in step.serves)
