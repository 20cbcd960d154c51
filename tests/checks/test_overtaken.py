"""What changed while a run asked: it shows nothing, and today's questions are asked at once."""

from datetime import timedelta

from django.db.models import F

from apps.checks import questions as ask
from apps.checks import settling
from apps.connections.models import Connection
from apps.core.clock import now
from tests.checks.runs import answered, begin_run, failed, open_codes, proofs

REFUSED = failed("sign_in.refused", ask.SIGN_IN)


def test_a_run_of_an_older_version_shows_nothing(connection: Connection) -> None:
    run = begin_run(connection)
    Connection.objects.update(version=F("version") + 1)

    settling.finish(run=run, answers=answered(connection, REFUSED))

    assert run.state == "dropped"
    assert proofs(connection) == {}
    assert open_codes(connection) == []


def test_what_changed_meanwhile_is_asked_about_at_once(connection: Connection) -> None:
    run = begin_run(connection)
    later = now() + timedelta(minutes=1)
    Connection.objects.update(version=F("version") + 1, next_check_at=later, leased_until=later)

    settling.finish(run=run, answers=answered(connection))

    connection.refresh_from_db()
    assert connection.next_check_at is not None
    assert connection.next_check_at <= now()
    assert connection.leased_until is None


def test_a_run_that_waits_asks_about_the_change(connection: Connection) -> None:
    run = begin_run(connection)
    later = now() + timedelta(minutes=1)
    Connection.objects.update(version=F("version") + 1, next_check_at=later)
    connection.refresh_from_db()
    begin_run(connection)

    settling.finish(run=run, answers=answered(connection))

    connection.refresh_from_db()
    assert connection.next_check_at == later
