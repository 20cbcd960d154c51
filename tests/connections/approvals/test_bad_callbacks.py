"""The mutation table of bad callbacks: no row of it makes a token request.

Rows of ../shared/reference/security-reliability.md §6C. Intacct is the simulator over HTTP, and its
ledger is asked; after each visit a worker is told of the attempt, as if a message had been sent.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode
from uuid import uuid4

import pytest
from django.db import transaction

from apps.audit.models import Entry
from apps.connections import approvals
from apps.connections import services as connections
from apps.connections.approvals import Reason, Verdict
from apps.connections.models import Approval
from apps.core.clock import now
from apps.tenants.models import Membership, User
from apps.tenants.unfenced import across_tenants
from tests.connections.approvals.intacct import Intacct
from tests.connections.approvals.office import Attempt, Office
from tests.factories import ROBOT, make_member, make_user

State = Approval.State
Change = Callable[[dict[str, str]], str]
Meanwhile = Callable[[Office, Attempt], None]


def edited(**values: str | None) -> Change:
    """The query string with some parameters replaced, or left out."""
    return lambda told: urlencode({k: v for k, v in (told | values).items() if v is not None})


def with_more(more: str) -> Change:
    return lambda told: f"{urlencode(told)}&{more}"


def age(office: Office, attempt: Attempt) -> None:
    with office.scope():
        Approval.objects.filter(id=attempt.id).update(created_at=now() - timedelta(seconds=601))


def rename(office: Office, attempt: Attempt) -> None:
    with office.scope():
        connections.name_company(connection=office.connection, company_id="Acme-imp", actor=ROBOT)


def leave(office: Office, attempt: Attempt) -> None:
    with office.scope():
        Membership.objects.filter(user=office.user).delete()


def lower(office: Office, attempt: Attempt) -> None:
    with office.scope():
        Membership.objects.filter(user=office.user).update(role="viewer")


def disable(office: Office, attempt: Attempt) -> None:
    office.user.is_active = False


def nothing(office: Office, attempt: Attempt) -> None:
    """All stays as it was when the person left."""


def colleague(office: Office) -> User:
    return make_member(office.tenant, name="bob")


def foreigner(office: Office) -> User:
    return make_user("mallory")


@dataclass(frozen=True)
class Row:
    """One bad visit: what differs from a good one, and what must come of it."""

    reason: Reason
    change: Change = urlencode
    visit: dict[str, Any] = field(default_factory=dict)
    meanwhile: Meanwhile = nothing
    state: str = State.STARTED


ERRORS = {
    error: Row(Reason(error), edited(error=error, code=None), state=State.FAILED)
    for error in (
        "invalid_request",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "server_error",
        "temporarily_unavailable",
        "invalid_client",
        "login_required",
        "consent_required",
        "interaction_required",
    )
}
NONSENSE = {
    "no parameters": Row(Reason.NOTHING, lambda _: ""),
    "code only": Row(Reason.NO_STATE, edited(state=None)),
    "state only": Row(Reason.NO_CODE, edited(code=None)),
    "state twice": Row(Reason.REPEATED, with_more("state=other")),
    "code twice": Row(Reason.REPEATED, with_more("code=other")),
    "issuer wrong": Row(Reason.WRONG_ISSUER, with_more("iss=https://evil.example")),
    "issuer twice": Row(Reason.REPEATED, with_more("iss=a&iss=b")),
    "issuer empty": Row(Reason.NO_ISSUER, with_more("iss=")),
    "code of 10 kB": Row(Reason.TOO_LONG, edited(code="c" * 10_000)),
    "NUL in the code": Row(Reason.NOT_TEXT, edited(code="a\0b")),
    "CRLF in the code": Row(Reason.NOT_TEXT, edited(code="a\r\nSet-Cookie: b")),
    "state wrong": Row(Reason.UNKNOWN_STATE, edited(state="s" * 43)),
}
STRANGERS = {
    "no cookie": Row(Reason.OTHER_BROWSER, visit={"browser": ""}, state=State.FAILED),
    "another attempt's cookie": Row(
        Reason.OTHER_BROWSER, visit={"browser": "canary-other"}, state=State.FAILED
    ),
    "signed out": Row(Reason.SIGNED_OUT, visit={"user": None}, state=State.FAILED),
    "disabled": Row(Reason.INACTIVE, meanwhile=disable, state=State.FAILED),
    "a colleague": Row(Reason.OTHER_USER, visit={"user": colleague}, state=State.FAILED),
    "of another tenant": Row(Reason.OTHER_USER, visit={"user": foreigner}, state=State.FAILED),
    "forwarded": Row(
        Reason.OTHER_BROWSER, visit={"user": foreigner, "browser": ""}, state=State.FAILED
    ),
    "other application": Row(
        Reason.OTHER_APPLICATION, visit={"application_id": uuid4()}, state=State.FAILED
    ),
    "left the tenant": Row(Reason.NOT_A_MEMBER, meanwhile=leave, state=State.FAILED),
    "only views now": Row(Reason.NOT_ALLOWED, meanwhile=lower, state=State.FAILED),
}
TOO_LATE = {
    "601 seconds old": Row(Reason.EXPIRED, meanwhile=age, state=State.FAILED),
    "renamed meanwhile": Row(Reason.CHANGED, meanwhile=rename, state=State.FAILED),
}
NOT_GIVEN = {
    "declined": Row(
        Reason.DECLINED, edited(error="access_denied", code=None), state=State.DECLINED
    ),
    "code and error": Row(Reason.DECLINED, edited(error="access_denied"), state=State.DECLINED),
    "unknown error": Row(Reason.UNKNOWN_ERROR, edited(error="teapot"), state=State.FAILED),
    "description of 10 kB": Row(
        Reason.SERVER_ERROR,
        edited(error="server_error", error_description="<b>" + quote("x" * 10_000), code=None),
        state=State.FAILED,
    ),
    "declined by a stranger": Row(
        Reason.OTHER_BROWSER,
        edited(error="access_denied", code=None),
        visit={"browser": ""},
        state=State.FAILED,
    ),
}
TABLE = ERRORS | NONSENSE | STRANGERS | TOO_LATE | NOT_GIVEN


@pytest.fixture
def attempt(intacct: Intacct, office: Office) -> Attempt:
    return office.start()


def visited(office: Office, attempt: Attempt, intacct: Intacct, row: Row) -> approvals.Receipt:
    """A person accepts in Intacct; what the browser then brings back is the row's."""
    told = dict(parse_qsl(intacct.walk(attempt.url)))
    row.meanwhile(office, attempt)
    visit = row.visit
    if callable(visit.get("user")):
        visit = visit | {"user": visit["user"](office)}
    receipt = office.receive(attempt, row.change(told), **visit)
    office.work(attempt)
    return receipt


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_a_bad_callback_makes_no_token_request(
    office: Office, attempt: Attempt, intacct: Intacct, row: Row
) -> None:
    receipt = visited(office, attempt, intacct, row)

    assert intacct.token_requests() == []
    assert (receipt.reason, receipt.verdict == Verdict.RETURNED) == (row.reason, False)
    assert office.approval(attempt).state == row.state
    assert office.grants() == []


@pytest.mark.parametrize(
    "row", [row for row in TABLE.values() if row.state != State.STARTED], ids=lambda row: row.reason
)
def test_the_starter_is_told_and_nothing_sealed_stays(
    office: Office, attempt: Attempt, intacct: Intacct, row: Row
) -> None:
    visited(office, attempt, intacct, row)

    approval = office.approval(attempt)
    assert approval.reason == row.reason
    assert (bytes(approval.verifier_sealed), bytes(approval.code_sealed)) == (b"", b"")


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_each_event_is_written_down_once(
    office: Office, attempt: Attempt, intacct: Intacct, row: Row
) -> None:
    visited(office, attempt, intacct, row)

    told = [entry.details["reason"] for entry in failures()]
    assert told == [row.reason]


@pytest.mark.parametrize("row", STRANGERS.values(), ids=STRANGERS.keys())
def test_a_stranger_learns_nothing_of_the_connection(
    office: Office, attempt: Attempt, intacct: Intacct, row: Row
) -> None:
    receipt = visited(office, attempt, intacct, row)

    is_starter = "user" not in row.visit and row.reason in {
        Reason.OTHER_BROWSER,
        Reason.OTHER_APPLICATION,
    }
    assert receipt.verdict == Verdict.REFUSED
    assert (receipt.connection_id is not None) == is_starter
    assert (receipt.tenant_slug != "") == is_starter


def test_a_stranger_cannot_fill_the_audit_log(office: Office, attempt: Attempt) -> None:
    for _ in range(3):
        office.receive(attempt, "", user=None)
        office.receive(attempt, "code=c&state=s", user=None, browser="")

    assert failures() == []


def test_a_closed_attempt_is_not_written_down_again(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)

    for _ in range(3):
        office.receive(attempt, back, browser="")

    assert len(failures()) == 1


def test_after_a_stranger_the_right_person_is_told_and_not_let_in(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    office.receive(attempt, back, browser="", user=make_user("mallory"))

    receipt = office.receive(attempt, back)
    office.work(attempt)

    assert (receipt.verdict, receipt.reason) == (Verdict.ENDED, Reason.OTHER_BROWSER)
    assert receipt.connection_id == office.connection.id
    assert intacct.token_requests() == []


def test_the_audit_log_names_members_alone(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back, mallory = intacct.walk(attempt.url), make_user("mallory")

    office.receive(attempt, back, user=mallory)

    [entry] = failures()
    assert (entry.actor_id, entry.actor_label) == (None, "A visitor")


def test_a_deleted_tenant_s_attempt_is_unknown(
    office: Office, attempt: Attempt, intacct: Intacct
) -> None:
    back = intacct.walk(attempt.url)
    office.delete()

    receipt = office.receive(attempt, back)

    assert (receipt.verdict, receipt.reason) == (Verdict.REFUSED, Reason.UNKNOWN_STATE)
    assert intacct.token_requests() == []


def failures() -> list[Entry]:
    with across_tenants(), transaction.atomic():
        return list(Entry.objects.filter(action="approval.failed"))
