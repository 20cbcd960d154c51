import pytest
from celery import Celery
from pytest_django import DjangoCaptureOnCommitCallbacks

from apps.connections.approvals import Verdict
from apps.connections.approvals.sealing import open_code
from apps.connections.models import Approval
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Attempt, Office

State = Approval.State


@pytest.fixture
def attempt(intacct: Intacct, office: Office) -> Attempt:
    return office.start()


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the broker was given."""
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(
        Celery, "send_task", lambda app, name, **options: sent.append(options["kwargs"])
    )
    return sent


def test_the_right_person_s_code_is_kept_sealed(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)

    receipt = office.receive(attempt, back)

    approval = office.approval(attempt)
    assert receipt.verdict == Verdict.RETURNED
    assert (receipt.tenant_slug, receipt.connection_id) == (
        office.tenant.slug,
        office.connection.id,
    )
    assert approval.state == State.RETURNED
    assert f"code={open_code(approval).reveal()}&" in f"{back}&"
    assert intacct.token_requests() == []


def test_a_worker_is_woken_by_ids_once(
    office: Office,
    attempt: Attempt,
    intacct: Intacct,
    messages: list[dict[str, object]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    back = intacct.walk(attempt.url)

    with django_capture_on_commit_callbacks(execute=True):
        office.receive(attempt, back)
        office.receive(attempt, back)

    ids = {"tenant_id": str(office.tenant.id), "approval_id": str(attempt.id)}
    assert messages == [ids]


def test_a_reload_leads_to_the_same_place(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    first = office.receive(attempt, back)
    kept = office.approval(attempt)

    again = office.receive(attempt, back.replace("code=", "code=other"))

    assert again == first
    assert bytes(office.approval(attempt).code_sealed) == bytes(kept.code_sealed)


def test_an_error_after_the_code_takes_nothing_back(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    first = office.receive(attempt, back)

    again = office.receive(attempt, f"{back}&error=access_denied")

    assert again == first
    assert office.approval(attempt).state == State.RETURNED


def test_back_after_the_grant_still_leads_there(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    first = office.receive(attempt, back)
    office.work(attempt)

    again = office.receive(attempt, back)
    office.work(attempt)

    assert again == first
    assert intacct.token_requests() == ["success"]


def test_a_stranger_cannot_undo_what_came_back(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    office.receive(attempt, back)

    receipt = office.receive(attempt, back, browser="", user=None)

    assert receipt.verdict == Verdict.REFUSED
    assert office.approval(attempt).state == State.RETURNED


def test_the_older_of_two_attempts_is_over(office: Office, intacct: Intacct) -> None:
    older, newer = office.start(), office.start()

    receipt = office.receive(older, intacct.walk(older.url))

    assert (receipt.verdict, receipt.reason) == (Verdict.ENDED, "replaced")
    assert office.approval(newer).state == State.STARTED
