"""Asking for a run and carrying it out, against a gateway address where nobody listens."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest

from apps.audit.models import Entry
from apps.checks import questions as ask
from apps.checks import services, tasks
from apps.checks.models import Finding, Proof, Run
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from apps.vault.models import VendorSecret
from tests.checks.runs import actions, begin_run, failed, open_codes, proofs, settle
from tests.factories import ROBOT


@pytest.fixture
def woken() -> Iterator[list[dict[str, str]]]:
    """What workers were told, instead of the broker."""
    told: list[dict[str, str]] = []

    def send_task(_: str, *, kwargs: dict[str, str], queue: str) -> None:
        told.append({**kwargs, "queue": queue})

    with patch("celery.current_app.send_task", send_task):
        yield told


def test_a_run_is_asked_for_in_a_person_s_name(connection: Connection) -> None:
    run = services.request_run(connection=connection, actor=ROBOT)

    assert (run.state, run.why, run.requested_by) == ("queued", "requested", "Robot")
    assert run.version == connection.version
    assert actions(connection, "run") == ["run.requested"]


def test_a_run_writes_down_every_question_first(connection: Connection) -> None:
    run = begin_run(connection)

    rows = list(run.evidence.values_list("position", "outcome"))
    assert rows == [(position, "waiting") for position in range(len(rows))]
    assert len(rows) == 17


def test_asking_twice_is_asking_once(connection: Connection) -> None:
    first = services.request_run(connection=connection, actor=ROBOT)
    second = services.request_run(connection=connection, actor=ROBOT)

    assert first == second
    assert Entry.objects.filter(action="run.requested").count() == 1


def test_after_a_change_the_run_under_way_is_no_answer(connection: Connection) -> None:
    first = services.request_run(connection=connection, actor=ROBOT)
    connections.name_company(connection=connection, company_id="Other", actor=ROBOT)

    assert services.request_run(connection=connection, actor=ROBOT) != first


def test_a_person_may_try_a_held_user_again(connection: Connection) -> None:
    settle(connection, failed("sign_in.refused", ask.SIGN_IN))

    services.request_run(connection=connection, actor=ROBOT)

    assert not WebServicesUser.objects.exclude(refused_at=None).exists()


def test_workers_hear_of_a_run_once_it_is_committed(
    connection: Connection,
    woken: list[dict[str, str]],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = services.request_run(connection=connection, actor=ROBOT)
        assert woken == []

    ids = {"tenant_id": str(run.tenant_id), "run_id": str(run.id)}
    assert woken == [{**ids, "queue": "interactive"}]


def test_scheduled_runs_take_the_other_queue(
    connection: Connection, woken: list[dict[str, str]]
) -> None:
    services.wake(begin_run(connection))

    assert [each["queue"] for each in woken] == ["fleet"]


def test_a_silent_intacct_leaves_the_run_unclear(connection: Connection) -> None:
    run = begin_run(connection)

    tasks.carry_out(tenant_id=str(run.tenant_id), run_id=str(run.id))

    run.refresh_from_db()
    assert (run.state, run.verdict) == ("done", "unclear")
    assert open_codes(connection) == ["intacct.unreachable"]
    assert set(run.evidence.values_list("outcome", flat=True)) == {"unclear", "skipped"}
    assert proofs(connection) == {}


def test_a_run_is_carried_out_once(connection: Connection) -> None:
    run = begin_run(connection)
    Run.objects.filter(id=run.id).update(state=Run.State.RUNNING)

    services.carry_out(tenant_id=run.tenant_id, run_id=run.id)

    assert set(run.evidence.values_list("outcome", flat=True)) == {"waiting"}


def test_a_secret_that_cannot_be_opened_is_our_trouble(connection: Connection) -> None:
    VendorSecret.objects.update(sealed=b"not what was sealed")
    run = begin_run(connection)

    services.carry_out(tenant_id=run.tenant_id, run_id=run.id)

    run.refresh_from_db()
    assert (run.state, run.verdict) == ("done", "unclear")
    assert open_codes(connection) == ["vault.closed"]


def test_entities_given_up_are_forgotten(two_entities: Connection) -> None:
    settle(two_entities, failed("sign_in.refused", ask.SIGN_IN, "", "200"))

    services.forget_entities(connection=two_entities, keep=frozenset({"100"}))

    assert set(Proof.objects.values_list("entity_id", flat=True)) == {"", "100"}
    assert not Finding.objects.filter(closed_at=None).exists()
