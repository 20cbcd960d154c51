"""Many connections failing alike within minutes have one cause, and it is not theirs (E24)."""

from datetime import timedelta

import pytest

from apps.checklists import queries
from apps.checks import outbreaks, schedule
from apps.checks import questions as ask
from apps.checks.models import Finding, Outbreak, Run
from apps.connections.models import Connection
from apps.core.clock import now
from apps.portal.walk import Walk
from tests.checks.runs import connect, failed, settle

CODE = "sender.not_authorized"


def sisters(connection: Connection, count: int) -> list[Connection]:
    """Other companies that were connected once."""
    rows = [
        Connection(
            tenant_id=connection.tenant_id,
            sender=connection.sender,
            company_id=f"Sister{number}",
            connected_at=now(),
        )
        for number in range(count)
    ]
    return Connection.objects.bulk_create(rows)


def fail(connections: list[Connection], *, code: str = CODE) -> None:
    """Open a finding at each."""
    runs = Run.objects.bulk_create(
        Run(tenant_id=each.tenant_id, connection=each, why="scheduled", version=1)
        for each in connections
    )
    Finding.objects.bulk_create(
        Finding(
            tenant_id=run.tenant_id,
            connection=run.connection,
            code=code,
            run=run,
            last_seen_at=now(),
        )
        for run in runs
    )


def test_below_the_threshold_each_has_its_own_trouble(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST - 1))

    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()


def test_at_the_threshold_it_begins_and_is_one(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))

    outbreaks.watch()
    outbreaks.watch()

    assert Outbreak.objects.get().connections == outbreaks.LEAST
    assert outbreaks.current_codes() == {CODE}


@pytest.mark.parametrize(("failing", "begun"), [(7, False), (8, True)])
def test_in_a_large_fleet_it_takes_a_share(
    connection: Connection,
    failing: int,
    begun: bool,  # noqa: FBT001 -- the expectation
) -> None:
    fleet = sisters(connection, 160)
    fail(fleet[:failing])

    outbreaks.watch()

    assert bool(outbreaks.current_codes()) is begun


def test_what_began_long_ago_is_no_outbreak(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))
    Finding.objects.update(created_at=now() - outbreaks.WINDOW - timedelta(seconds=1))

    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()


def test_those_still_being_set_up_do_not_count(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))
    Connection.objects.update(connected_at=None)

    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()


def test_those_being_set_up_never_keep_one_open(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))
    outbreaks.watch()
    Connection.objects.update(connected_at=None)

    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()


def test_it_concerns_only_those_that_were_connected(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))
    outbreaks.watch()

    while_set_up = outbreaks.codes_for(connection)
    connect(connection)

    assert while_set_up == frozenset()
    assert outbreaks.codes_for(connection) == {CODE}


def test_different_troubles_are_not_one(connection: Connection) -> None:
    rows = sisters(connection, outbreaks.LEAST)
    fail(rows[:3], code="sign_in.refused")
    fail(rows[3:])

    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()


def test_it_lasts_while_many_share_it_and_ends_when_few_do(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))
    outbreaks.watch()
    Finding.objects.update(created_at=now() - 2 * outbreaks.WINDOW)
    outbreaks.watch()
    assert outbreaks.current_codes() == {CODE}

    Finding.objects.filter(connection__company_id="Sister0").update(closed_at=now())
    outbreaks.watch()

    assert outbreaks.current_codes() == frozenset()
    assert Outbreak.objects.get().ended_at is not None


def test_every_tick_watches(connection: Connection) -> None:
    fail(sisters(connection, outbreaks.LEAST))

    schedule.claim_due()

    assert outbreaks.current_codes() == {CODE}


def test_a_customer_hears_that_many_are_affected_and_gets_no_fix(connection: Connection) -> None:
    connect(connection)
    settle(connection, failed(CODE, ask.SENDER))
    assert theirs(connection).trouble is None

    fail(sisters(connection, outbreaks.LEAST))
    outbreaks.watch()

    trouble = theirs(connection).trouble
    assert trouble is not None
    assert (trouble.title, trouble.fix) == ("This affects many companies at once", ())
    assert theirs(connection).findings == []


def theirs(connection: Connection) -> Walk:
    connection.refresh_from_db()
    return Walk(queries.checklist_of(connection))
