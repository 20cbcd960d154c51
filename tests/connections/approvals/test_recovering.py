from datetime import timedelta
from typing import Any

import pytest

from apps.connections import approvals, doorway, tokens
from apps.connections.approvals import Reason, collecting, recovering
from apps.connections.models import Approval
from apps.core.clock import now
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Attempt, Office

State = Approval.State


class Killed(BaseException):
    """As a worker ends that is killed: no handler of ours runs."""


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(**_: object) -> None:
        raise Killed

    monkeypatch.setattr(collecting, "finish", die)


def later(monkeypatch: pytest.MonkeyPatch, attempt: Attempt, office: Office) -> None:
    """The worker's lease has run out."""
    with office.scope():
        Approval.objects.filter(id=attempt.id).update(claimed_at=now() - timedelta(seconds=60))
    monkeypatch.undo()


def test_what_a_killed_worker_received_is_finished_from_the_spool(
    office: Office, intacct: Intacct, killed: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    attempt = office.come_back(intacct)
    with pytest.raises(Killed):
        office.work(attempt)
    approvals.recover()
    assert office.approval(attempt).state == State.EXCHANGING
    later(monkeypatch, attempt, office)

    approvals.recover()
    approvals.recover()

    assert office.approval(attempt).state == State.GRANTED
    assert [grant.generation for grant in office.grants()] == [1]
    assert intacct.token_requests() == ["success"]
    assert list(tokens.recovered_approvals()) == []


def test_a_worker_killed_before_the_answer_is_given_up(
    office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = office.come_back(intacct)
    with office.scope():
        Approval.objects.update(state=State.EXCHANGING, claimed_at=now() - timedelta(seconds=60))

    approvals.recover()

    approval = office.approval(attempt)
    assert (approval.state, approval.reason) == (State.FAILED, Reason.INTERRUPTED)
    assert bytes(approval.code_sealed) == b""


def test_an_answer_that_turns_up_late_still_counts(
    office: Office, intacct: Intacct, killed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = office.come_back(intacct)
    with pytest.raises(Killed):
        office.work(attempt)
    with office.scope():
        Approval.objects.update(state=State.FAILED, reason=Reason.INTERRUPTED)
    monkeypatch.undo()

    approvals.recover()

    assert office.approval(attempt).state == State.GRANTED


def test_an_attempt_nobody_brought_back_expires(office: Office, intacct: Intacct) -> None:
    attempt = office.start()
    with office.scope():
        Approval.objects.update(created_at=now() - timedelta(seconds=601))

    approvals.recover()

    approval = office.approval(attempt)
    assert (approval.state, approval.reason) == (State.FAILED, Reason.EXPIRED)
    assert bytes(approval.verifier_sealed) == b""


def test_what_no_worker_ever_took_is_given_up(office: Office, intacct: Intacct) -> None:
    attempt = office.come_back(intacct)
    with office.scope():
        Approval.objects.update(returned_at=now() - timedelta(seconds=601))

    approvals.recover()

    approval = office.approval(attempt)
    assert (approval.state, approval.reason) == (State.FAILED, Reason.INTERRUPTED)
    assert bytes(approval.code_sealed) == b""


@pytest.mark.parametrize(("seconds", "woken"), [(10, 0), (30, 1)])
def test_what_no_worker_heard_of_is_told_again(
    office: Office, intacct: Intacct, monkeypatch: pytest.MonkeyPatch, seconds: int, woken: int
) -> None:
    attempt = office.come_back(intacct)
    with office.scope():
        Approval.objects.update(returned_at=now() - timedelta(seconds=seconds))
    told: list[object] = []
    monkeypatch.setattr(recovering, "wake", lambda *address: told.append(address))

    approvals.recover()

    assert told == [(office.tenant.id, attempt.id)] * woken


def test_one_that_cannot_be_finished_stops_no_other(
    office: Office,
    intacct: Intacct,
    killed: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    attempt = office.come_back(intacct)
    with pytest.raises(Killed):
        office.work(attempt)
    later(monkeypatch, attempt, office)
    monkeypatch.setattr(recovering, "finish", _break)

    approvals.recover()

    assert f"finishing approval {attempt.id} failed" in caplog.text
    assert len(list(tokens.recovered_approvals())) == 1


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_attempts_are_kept_for_a_month(office: Office, days: int, left: int) -> None:
    attempt = office.start()
    with office.scope():
        Approval.objects.update(state=State.DECLINED, finished_at=now() - timedelta(days=days))

    doorway.forget_old_attempts()

    with office.scope():
        assert Approval.objects.filter(id=attempt.id).count() == left


def _break(**_: object) -> None:
    raise RuntimeError
