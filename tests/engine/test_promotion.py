"""From the implementation company to production: walked there, promoted, and walked again."""

from dataclasses import replace

import pytest

from apps.checklists.promoting import promote
from apps.checklists.queries import checklist_of
from apps.checklists.side_by_side import Row, side_by_side
from apps.ops.benches.stage import Stage
from apps.vault.queries import described
from tests.engine.setting_out import set_out
from tests.engine.trip import Branch, Trip
from tests.engine.walker import standings, still_open, walk
from tests.engine.world import World, bare_company
from tests.factories import ROBOT


@pytest.fixture
def trip(intacct: Stage) -> Trip:
    """Calance's guide walked in an implementation company."""
    trip = set_out(Branch("calance", environment="implementation"), intacct)
    walk(trip)
    return trip


def go_on(trip: Trip) -> Trip:
    """Promote, and find a production company in which nothing has been done."""
    with trip.scope():
        promoted = promote(checklist=trip.checklist, actor=ROBOT)
    company_id = f"{trip.world.company_id}-live"
    world = World(trip.world.stage, company_id, bare_company("production"))
    world.keep()
    return replace(trip, branch=Branch("calance"), checklist_id=promoted.id, world=world)


def table(trip: Trip, live: Trip) -> dict[str, Row]:
    with trip.scope():
        rows = side_by_side(checklist_of(trip.connection), checklist_of(live.connection))
    return {row.label: row for row in rows}


def test_nothing_is_proven_and_no_secret_is_there_yet(trip: Trip) -> None:
    live = go_on(trip)

    assert "verified" not in standings(live).values()
    with trip.scope():
        kept = described(tenant_id=live.tenant.id, connection_id=live.connection.id)
    assert kept == {}
    assert live.connection.own_sender_id == trip.connection.own_sender_id != ""
    assert still_open(trip) == set()


def test_all_is_proven_anew_in_production(trip: Trip) -> None:
    live = go_on(trip)

    walk(live)

    assert still_open(live) == set()
    assert {trip.connection.state, live.connection.state} == {"connected"}


def test_the_table_tells_what_is_left(trip: Trip) -> None:
    live = go_on(trip)

    before = table(trip, live)
    walk(live)
    after = table(trip, live)

    assert (before["Company ID"].left, before["Company ID"].right) == (trip.world.company_id, "")
    assert before["Sender ID"].left == before["Sender ID"].right
    assert (before["Sender Password"].left, before["Sender Password"].right) == (
        "Stored",
        "Not stored",
    )
    assert before["Enable Web Services"].differs
    left = {row.label for row in after.values() if row.differs}
    assert left == {"Company ID", "Choose the values for production"}
