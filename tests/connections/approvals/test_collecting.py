from functools import partial

import pytest

from apps.connections import applications, approvals
from apps.connections.approvals import Reason
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.connections.approvals.intacct import CLIENT_ID, Intacct
from tests.connections.approvals.office import Office
from tests.factories import ROBOT, canary

State = Approval.State


def test_the_right_company_s_approval_is_granted(office: Office, intacct: Intacct) -> None:
    approval = office.approve(intacct)

    [grant] = office.grants()
    assert (approval.state, approval.reason) == (State.GRANTED, "")
    assert (grant.state, grant.client_id) == (Grant.State.LIVE, CLIENT_ID)
    assert (grant.company_id, grant.user_id) == ("Acme", "admin")
    assert approval.found == {
        "company_id": "Acme",
        "user_id": "admin",
        "entity_id": "",
        "differs": [],
        "signature": "good",
        "alive": True,
    }
    assert intacct.token_requests() == ["success"]


def test_a_grant_is_checked_at_once_and_voids_older_answers(
    office: Office, intacct: Intacct
) -> None:
    before = office.connection.version

    office.approve(intacct)

    connection = office.fresh()
    assert connection.version == before + 1
    assert connection.next_check_at is not None
    assert connection.next_check_at <= now()


def test_an_approval_proves_the_redirect_uri(
    office: Office, intacct: Intacct, application: ClientApplication
) -> None:
    office.approve(intacct, company="Acme-imp")

    application.refresh_from_db()
    assert application.approved_at is not None


def test_collecting_twice_asks_once(office: Office, intacct: Intacct) -> None:
    attempt = office.come_back(intacct)

    office.work(attempt)
    office.work(attempt)

    assert intacct.token_requests() == ["success"]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ({"kind": "token_html"}, Reason.NO_ANSWER),
        ({"kind": "reset", "path": "/ia/api/v1/oauth2/token"}, Reason.NO_ANSWER),
        ({"kind": "http_503", "path": "/ia/api/v1/oauth2/token"}, Reason.NO_ANSWER),
        ({"kind": "truncated", "path": "/ia/api/v1/oauth2/token"}, Reason.NO_ANSWER),
    ],
)
def test_trouble_stores_nothing_and_is_not_tried_again(
    office: Office, intacct: Intacct, trouble: dict[str, str], reason: Reason
) -> None:
    attempt = office.come_back(intacct)
    intacct.arm(**trouble)

    office.work(attempt)
    office.work(attempt)

    approval = office.approval(attempt)
    assert (approval.state, approval.reason) == (State.FAILED, reason)
    assert office.grants() == []
    assert len(intacct.token_requests()) <= 1


def test_a_code_that_was_used_is_explained(office: Office, intacct: Intacct) -> None:
    attempt = office.start()
    back = intacct.walk(attempt.url)
    code = back.partition("code=")[2].partition("&")[0]
    office.receive(attempt, back.replace(code, "c" * 64))

    office.work(attempt)

    assert office.approval(attempt).reason == Reason.CODE_REFUSED
    assert intacct.token_requests() == ["invalid_grant"]


def test_a_wrong_client_secret_is_ours_to_mend(
    office: Office, intacct: Intacct, application: ClientApplication
) -> None:
    attempt = office.come_back(intacct)
    intacct.register(application, secret=canary("rotated"))

    office.work(attempt)

    assert office.approval(attempt).reason == Reason.CLIENT_REFUSED
    with office.everywhere():
        assert [each.id for each in approvals.waiting_for_operators()] == [attempt.id]


def test_the_client_id_of_live_grants_stays_and_its_secret_may_change(
    office: Office, intacct: Intacct, application: ClientApplication
) -> None:
    office.approve(intacct)
    save = partial(applications.save_keys, application=application, allowed_origins=[], actor=ROBOT)

    with pytest.raises(applications.ClientIdInUse):
        save(client_id="b.app.sage.com", secret=None)
    save(client_id=CLIENT_ID, secret=Secret(canary("new")))
    office.disconnect()
    save(client_id="b.app.sage.com", secret=None)

    application.refresh_from_db()
    assert application.client_id == "b.app.sage.com"


def test_a_stored_token_opens_in_its_row_alone(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)

    [grant] = office.grants()
    place = grant.place("access", generation=1)
    assert vault.open_obtained(bytes(grant.access_sealed), place=place).reveal().count(".") == 2


def test_a_disconnected_connection_is_set_up_again(office: Office, intacct: Intacct) -> None:
    office.approve(intacct)
    office.disconnect()

    office.approve(intacct)

    assert office.fresh().state == Connection.State.SETTING_UP
    assert [grant.state for grant in office.grants()] == [Grant.State.LIVE]
