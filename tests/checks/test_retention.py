"""What the checks forget, and what they keep however old it is."""

from datetime import timedelta

import pytest

from apps.checks import questions as ask
from apps.checks import retention, tasks
from apps.checks.models import Finding, Proof, Run
from apps.connections.models import Connection
from apps.core.clock import now
from tests.checks.runs import failed, settle

NO_VENDORS = failed("permission.missing", ask.READ, "VENDOR")


def age(run: Run, *, days: float) -> None:
    Run.objects.filter(id=run.id).update(created_at=now() - timedelta(days=days))


def lines(run: Run) -> int:
    return run.evidence.count()


def test_the_lines_of_an_old_run_go_and_the_run_stays(connection: Connection) -> None:
    old, fresh = settle(connection), settle(connection)
    age(old, days=31)

    tasks.forget_old()

    assert lines(old) == 0
    assert lines(fresh) > 0
    assert Run.objects.filter(id=old.id).exists()


def test_of_many_runs_the_newest_keep_their_lines(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "RUNS_WITH_EVIDENCE", 2)
    runs = [settle(connection) for _ in range(3)]

    tasks.forget_old()

    assert [lines(run) > 0 for run in runs] == [False, True, True]


def test_the_newest_run_is_kept_however_old(connection: Connection) -> None:
    only = settle(connection)
    age(only, days=1000)

    tasks.forget_old()

    assert lines(only) > 0


def test_findings_long_closed_go_with_their_runs(connection: Connection) -> None:
    old = settle(connection, NO_VENDORS)
    settle(connection)
    age(old, days=91)
    Finding.objects.update(closed_at=now() - timedelta(days=91))

    tasks.forget_old()

    assert not Finding.objects.exists()
    assert not Run.objects.filter(id=old.id).exists()


def test_what_a_proof_or_an_open_finding_rests_on_is_kept(connection: Connection) -> None:
    old = settle(connection, NO_VENDORS)
    settle(connection, failed("sender.not_authorized", ask.SENDER))
    age(old, days=1000)
    Proof.objects.update(run=old)
    before = Proof.objects.count()

    tasks.forget_old()

    assert Run.objects.filter(id=old.id).exists()
    assert (Proof.objects.count(), Finding.objects.count()) == (before, 2)


def test_a_year_s_work_goes_in_batches(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    runs = [settle(connection) for _ in range(6)]
    for run in runs:
        age(run, days=100)

    tasks.forget_old()

    assert Run.objects.count() == 1
