"""The database is the schedule (design D8). Real second connections where the lock is the point."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from apps.checks import schedule
from apps.checks.models import Run
from apps.connections.models import Connection, Sender
from apps.core.clock import now
from apps.tenants.models import Tenant
from apps.tenants.unfenced import across_tenants
from tests.checks.runs import begin_run


def make_due(connection: Connection, **fields: object) -> None:
    Connection.objects.filter(id=connection.id).update(next_check_at=now(), **fields)


def runs_of(connection: Connection) -> list[Run]:
    return list(Run.objects.filter(connection=connection).order_by("created_at"))


def test_what_is_due_gets_a_run_and_a_lease(connection: Connection) -> None:
    make_due(connection)

    assert schedule.claim_due() == 1

    connection.refresh_from_db()
    assert [run.why for run in runs_of(connection)] == ["scheduled"]
    assert connection.leased_until is not None
    assert connection.leased_until > now()


def test_what_is_leased_is_left_alone(connection: Connection) -> None:
    make_due(connection)
    schedule.claim_due()

    assert schedule.claim_due() == 0


def test_a_lease_that_ran_out_holds_nothing(connection: Connection) -> None:
    make_due(connection, leased_until=now() - timedelta(seconds=1))

    assert schedule.claim_due() == 1


def test_what_is_not_due_waits(connection: Connection) -> None:
    Connection.objects.update(next_check_at=now() + timedelta(seconds=30))

    assert schedule.claim_due() == 0


def test_without_a_company_there_is_nothing_to_check(connection: Connection) -> None:
    make_due(connection, company_id="")

    assert schedule.claim_due() == 0


def test_what_is_disconnected_is_left_alone(connection: Connection) -> None:
    make_due(connection, state="disconnected")

    assert schedule.claim_due() == 0


def test_a_run_whose_worker_died_is_given_up(connection: Connection) -> None:
    lost = begin_run(connection)
    Run.objects.update(state=Run.State.RUNNING, started_at=now() - 2 * schedule.LEASE)

    schedule.claim_due()

    lost.refresh_from_db()
    assert (lost.state, lost.verdict) == ("dropped", "")


def test_a_run_under_way_is_left_to_its_worker(connection: Connection) -> None:
    running = begin_run(connection)
    Run.objects.update(state=Run.State.RUNNING, started_at=now())

    schedule.claim_due()

    running.refresh_from_db()
    assert running.state == "running"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Run]:
    """The runs that workers were told of, instead of the broker."""
    told: list[Run] = []
    monkeypatch.setattr("apps.checks.services.wake", told.append)
    return told


def test_a_fresh_run_is_not_told_again(connection: Connection, told: list[Run]) -> None:
    begin_run(connection)

    schedule.claim_due()

    assert told == []


def test_a_queued_run_that_nobody_took_is_told_again(
    connection: Connection, told: list[Run]
) -> None:
    forgotten = begin_run(connection)
    Run.objects.update(created_at=now() - 2 * schedule.FORGOTTEN)

    schedule.claim_due()
    schedule.claim_due()

    assert told == [forgotten]


@pytest.mark.parametrize(
    ("waited", "silent", "again"),
    [(100, 40, False), (100, 60, True), (3600, 200, False), (3600, 310, True)],
    ids=["less than before", "as long again", "long ago", "never longer than this"],
)
def test_a_forgotten_run_is_told_ever_more_rarely(
    connection: Connection, told: list[Run], *, waited: int, silent: int, again: bool
) -> None:
    begin_run(connection)
    Run.objects.update(
        created_at=now() - timedelta(seconds=waited), woken_at=now() - timedelta(seconds=silent)
    )

    schedule.claim_due()

    assert bool(told) is again


@pytest.mark.parametrize("state", [Run.State.QUEUED, Run.State.RUNNING])
def test_while_a_run_is_under_way_no_other_is_queued(connection: Connection, state: str) -> None:
    begin_run(connection)
    Run.objects.update(state=state, started_at=now())
    make_due(connection)

    assert schedule.claim_due() == 0
    assert len(runs_of(connection)) == 1


def test_one_that_cannot_be_planned_is_put_off_and_stops_no_other(
    connection: Connection, two_entities: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    with across_tenants():
        make_due(connection, requirements={})
        make_due(two_entities)

        claimed = schedule.claim_due()

        connection.refresh_from_db()
        assert (claimed, runs_of(connection), len(runs_of(two_entities))) == (1, [], 1)
    assert connection.next_check_at is not None
    assert connection.next_check_at > now()
    assert str(connection.id) in caplog.text


def test_what_waited_behind_a_lost_run_is_told(
    connection: Connection,
    told: list[Run],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    begin_run(connection)
    Run.objects.update(state=Run.State.RUNNING, started_at=now() - 2 * schedule.LEASE)
    behind = begin_run(connection)

    with django_capture_on_commit_callbacks(execute=True):
        schedule.claim_due()

    assert told == [behind]


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Connection]]:
    """Twelve due connections that every session of the database sees; gone after the test."""
    monkeypatch.setattr("apps.checks.services.wake", lambda _: None)
    with django_db_blocker.unblock():
        with across_tenants(), transaction.atomic():
            tenant = Tenant.objects.create(name="Racers", slug="racers")
            sender = Sender.objects.create(sender_id="Racers")
            rows = [
                Connection(tenant=tenant, sender=sender, company_id=str(n), next_check_at=now())
                for n in range(12)
            ]
            Connection.objects.bulk_create(rows)
        yield rows
        with across_tenants(), transaction.atomic():
            Connection.objects.filter(tenant=tenant).delete()
            tenant.delete()
            sender.delete()
        connections.close_all()


def claim_on_a_connection_of_its_own(_: int) -> int:
    try:
        return schedule.claim_due()
    finally:
        connections.close_all()


def test_many_tickers_claim_each_connection_once(committed: list[Connection]) -> None:
    with ThreadPoolExecutor(4) as tickers:
        claimed = list(tickers.map(claim_on_a_connection_of_its_own, range(4)))

    with across_tenants(), transaction.atomic():
        assert Run.objects.filter(connection__in=committed).count() == len(committed)
    assert sum(claimed) == len(committed)


def test_a_row_another_session_holds_is_skipped_not_waited_for(
    committed: list[Connection],
) -> None:
    with ThreadPoolExecutor(1) as other, across_tenants(), transaction.atomic():
        Connection.objects.select_for_update().get(id=committed[0].id)

        claimed = other.submit(claim_on_a_connection_of_its_own, 0).result(timeout=10)

    assert claimed == len(committed) - 1
