"""The permissions of a user as its step shows them."""

import pytest

from apps.checklists import queries
from apps.checks import questions as ask
from apps.checks.permissions import Holding
from apps.connections.models import Connection
from apps.portal.permissions_panel import Panel, permission_panels
from apps.portal.walk import Stop, Walk
from tests.checks.runs import settle
from tests.checks.test_snapshots import enough, listed, real
from tests.portal.planting import decide


@pytest.fixture
def connection(connection: Connection) -> Connection:
    """The connection of `conftest`, its decisions made: now all its steps are known."""
    decide(connection, role_kind="restricted", level="top")
    connection.refresh_from_db()
    return connection


def stops(connection: Connection) -> tuple[Walk, tuple[Stop, ...]]:
    connection.refresh_from_db()
    walk = Walk(queries.checklist_of(connection))
    return walk, walk.stops


def panel(connection: Connection) -> Panel:
    """What the steps about permissions show: all the same."""
    walk, all_stops = stops(connection)
    shown = [each for stop in all_stops for each in permission_panels(walk, stop)]
    assert all(each == shown[0] for each in shown)
    return shown[0]


def test_missing_rows_come_first(connection: Connection) -> None:
    settle(connection, real(connection, ask.READ, "VENDOR", "permission.missing"))

    shown = panel(connection)

    assert shown.headline == "4 of 5 permissions are there"
    assert shown.source == "one harmless question each"
    assert [line.state for line in shown.lines] == ["failed", *["passed"] * 4]
    assert (shown.lines[0].place, shown.lines[0].rights) == ("Accounts Payable › Vendors", "List")


def test_what_was_lost_is_counted_against_the_last_good_day(connection: Connection) -> None:
    settle(connection)
    settle(connection, real(connection, ask.READ, "VENDOR", "permission.missing"))

    shown = panel(connection)

    assert shown.change.startswith("On ")
    assert shown.change.endswith(" UTC: 5 of 5. Now: 4.")
    assert [line.place for line in shown.lost] == ["Accounts Payable › Vendors"]


def test_while_all_is_well_nothing_changed(connection: Connection) -> None:
    settle(connection)
    settle(connection)

    assert (panel(connection).change, panel(connection).lost) == ("", [])


def test_what_nobody_asked_for_is_told(connection: Connection) -> None:
    extra = Holding("Time", "My Expenses", ("List", "View"))
    settle(connection, listed(connection, *enough(connection), extra))

    shown = panel(connection)

    assert shown.source == "Intacct's own list"
    assert [(line.place, line.rights) for line in shown.excess] == [
        ("Time › My Expenses", "List, View")
    ]


def test_only_the_step_about_permissions_shows_them(connection: Connection) -> None:
    settle(connection)

    walk, all_stops = stops(connection)

    showing = [stop for stop in all_stops if permission_panels(walk, stop)]
    assert showing
    for stop in showing:
        assert "role_permissions" in {str(purpose) for purpose in stop.place.step.serves}
