from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from apps.audit.models import Entry
from apps.connections import approvals
from apps.connections.approvals import Reason
from apps.connections.approvals.sealing import hashed, open_verifier
from apps.connections.models import Approval, ClientApplication, Connection
from apps.core.clock import now
from tests.connections.approvals.intacct import CLIENT_ID
from tests.connections.approvals.office import Attempt, Office

State = Approval.State


def told(attempt: Attempt) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(attempt.url).query).items()}


def test_the_address_asks_for_a_code_by_s256(
    office: Office, application: ClientApplication
) -> None:
    asked = told(office.start())

    assert asked["client_id"] == CLIENT_ID
    assert asked["redirect_uri"] == approvals.redirect_uri(application)
    assert (asked["response_type"], asked["scope"]) == ("code", "offline_access")
    assert asked["code_challenge_method"] == "S256"


def test_the_row_knows_the_state_and_the_browser_by_their_hashes(office: Office) -> None:
    attempt = office.start()

    row = office.approval(attempt)
    assert row.state_hash == hashed(told(attempt)["state"])
    assert row.browser_hash == hashed(attempt.browser)
    assert (row.state, row.version) == (State.STARTED, office.connection.version)


def test_state_verifier_and_challenge_are_fresh_for_each_attempt(office: Office) -> None:
    first, second = office.start(), office.start()

    assert told(first)["state"] != told(second)["state"]
    assert told(first)["code_challenge"] != told(second)["code_challenge"]
    assert len(open_verifier(office.approval(second)).reveal()) == 43


def change(office: Office, **columns: object) -> Office:
    """The connection as it would stand with these columns."""
    with office.scope():
        Connection.objects.update(**columns)
    return replace(office, connection=office.fresh())


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"auth": Connection.Auth.XML}, approvals.NotByApproval),
        ({"company_id": ""}, approvals.NoCompany),
        ({"application": None}, approvals.NoApplication),
    ],
)
def test_what_cannot_be_approved_is_not_begun(
    office: Office, columns: dict[str, object], refusal: type[approvals.CannotStart]
) -> None:
    with pytest.raises(refusal):
        change(office, **columns).start()

    with office.scope():
        assert approvals.latest(office.connection) is None


def test_an_application_without_a_client_id_cannot_be_approved(
    office: Office, application: ClientApplication
) -> None:
    ClientApplication.objects.update(client_id="")

    with pytest.raises(approvals.NoApplication):
        replace(office, connection=office.fresh()).start()


def test_it_is_written_down_who_left(office: Office, application: ClientApplication) -> None:
    office.start()

    with office.everywhere():
        entry = Entry.objects.get(action="approval.started")
    assert (entry.actor_id, entry.target_id) == (office.user.id, office.connection.id)
    assert entry.details == {"application": application.name}


def test_a_new_attempt_takes_the_place_of_an_open_one(office: Office) -> None:
    older = office.start()

    newer = office.start()

    replaced = office.approval(older)
    assert (replaced.state, replaced.reason) == (State.FAILED, Reason.REPLACED)
    assert bytes(replaced.verifier_sealed) == b""
    with office.scope():
        assert approvals.latest(office.connection) == office.approval(newer)


@pytest.mark.parametrize(("seconds", "refused"), [(0, True), (49, True), (51, False)])
def test_while_an_approval_is_collected_no_other_begins(
    office: Office, *, seconds: int, refused: bool
) -> None:
    older = office.start()
    with office.scope():
        claimed_at = now() - timedelta(seconds=seconds)
        Approval.objects.update(state=State.EXCHANGING, claimed_at=claimed_at)

    with pytest.raises(approvals.UnderWay) if refused else nullcontext():
        office.start()

    assert office.approval(older).open is refused


def test_an_attempt_without_a_cookie_is_nobody_s(office: Office) -> None:
    attempt = replace(office.start(), browser="")

    receipt = office.receive(attempt, f"code=c&state={told(attempt)['state']}")

    assert receipt.reason == Reason.OTHER_BROWSER
