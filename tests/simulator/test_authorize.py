"""The pages of `/oauth2/authorize` (intacct-rest.md §4.1)."""

from collections.abc import Callable

import pytest

from tests.simulator.conftest import Simulator
from tests.simulator.portal import REDIRECT, Portal, approval_in, query_of


def test_an_administrator_signs_in_accepts_and_is_sent_back(portal: Portal) -> None:
    consent = portal.sign_in(portal.authorize())
    back = portal.decide(consent)

    assert "Accept" in consent.text
    assert "Decline" in consent.text
    assert back.headers["Location"].startswith(f"{REDIRECT}?")
    assert query_of(back)["state"] == "state-1"
    assert len(query_of(back)["code"]) > 64


def test_a_decline_is_sent_back_as_access_denied(portal: Portal) -> None:
    back = portal.decide(portal.sign_in(portal.authorize()), "decline")

    assert query_of(back) == {"error": "access_denied", "state": "state-1"}


def test_an_administrator_s_accept_authorizes_the_sender(portal: Portal) -> None:
    portal.change(senders=[])

    consent = portal.sign_in(portal.authorize())
    before = portal.simulator.sim("GET", "companies/Acme").json()["senders"]
    portal.decide(consent)

    after = portal.simulator.sim("GET", "companies/Acme").json()["senders"]
    assert "also authorizes the sender ID" in consent.text
    assert before == []
    assert [(one["id"], one["status"]) for one in after] == [("causeway", "active")]


def test_anybody_else_is_told_to_contact_the_administrator(portal: Portal) -> None:
    portal.change(senders=[])

    page = portal.sign_in(portal.authorize(), "clerk")
    forced = portal.decide(page)
    back = portal.decide(page, "decline")

    assert "Contact your company administrator" in page.text
    assert "Contact your company administrator" in forced.text
    assert query_of(back)["error"] == "access_denied"
    assert portal.simulator.sim("GET", "companies/Acme").json()["senders"] == []


def test_anybody_may_approve_where_the_sender_is_authorized(portal: Portal) -> None:
    assert portal.approve("clerk")


@pytest.mark.parametrize(
    ("assumed", "user", "words"),
    [
        ({"non_admin_may_approve": False}, "clerk", "Contact your company administrator"),
        ({"web_services_user_may_approve": True}, "north", "Allow access"),
    ],
)
def test_who_may_approve_is_assumed(
    portal: Portal, assumed: dict[str, bool], user: str, words: str
) -> None:
    portal.assume(**assumed)

    assert words in portal.sign_in(portal.authorize(), user).text


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "wrong"},
        {"user": "nobody"},
        {"company": "Nowhere"},
        {"company": "acme"},
        {"user": "north", "password": "north-password"},
    ],
)
def test_a_wrong_sign_in_never_says_what_is_wrong(portal: Portal, changes: dict[str, str]) -> None:
    page = portal.sign_in(portal.authorize(), **changes)

    assert "Sign-in information is incorrect" in page.text
    assert "wrong" not in page.text
    assert "north-password" not in page.text


def test_wrong_passwords_lock_the_user_out(make_simulator: Callable[..., Simulator]) -> None:
    portal = Portal(make_simulator(lockout_after=1))

    portal.sign_in(portal.authorize(), password="wrong")

    users = portal.simulator.sim("GET", "companies/Acme").json()["users"]
    assert {user["id"]: user["status"] for user in users}["admin"] == "lockedout"
    assert "incorrect" in portal.sign_in(portal.authorize()).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"client_id": "unknown"}, "This application is not known"),
        ({"client_id": None}, "This application is not known"),
        ({"redirect_uri": f"{REDIRECT}/"}, "This address is not registered"),
        ({"redirect_uri": REDIRECT.upper()}, "This address is not registered"),
        ({"redirect_uri": None}, "This address is not registered"),
    ],
)
def test_an_untrusted_client_gets_no_redirect(
    portal: Portal, changes: dict[str, str | None], words: str
) -> None:
    answer = portal.authorize(**changes)

    assert (answer.status_code, "Location" in answer.headers) == (400, False)
    assert words in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "offline_access everything"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_other_mistakes_are_sent_back(
    portal: Portal, changes: dict[str, str | None], error: str
) -> None:
    assert query_of(portal.authorize(**changes)) == {"error": error, "state": "state-1"}


def test_an_approval_is_answered_once_and_in_time(portal: Portal) -> None:
    page = portal.authorize()
    consent = portal.sign_in(page)
    portal.decide(consent)

    again = portal.decide(consent)
    portal.assume(approval_seconds=0)
    late = portal.sign_in(portal.authorize())

    assert "This approval is over" in again.text
    assert "This approval is over" in late.text


def test_a_consent_without_a_sign_in_leads_back_to_it(portal: Portal) -> None:
    assert "Sign in to Sage Intacct" in portal.decide(portal.authorize()).text


def test_an_approval_ends_with_its_client(portal: Portal) -> None:
    page = portal.authorize()
    portal.simulator.sim("POST", "reset", {"only": ["setup"]})

    assert "This application is not known" in portal.sign_in(page).text


def test_what_is_shown_is_escaped(portal: Portal) -> None:
    page = portal.sign_in(portal.authorize(), user='"><script>')

    assert "<script>" not in page.text
    assert approval_in(page)


def test_a_redirect_uri_keeps_its_own_query(portal: Portal) -> None:
    own = f"{REDIRECT}?tenant=1"
    client = {"secret": "client-secret", "redirectUris": [own], "senderId": "causeway"}
    portal.simulator.sim("PUT", "clients/other", client)

    back = portal.decide(
        portal.sign_in(portal.authorize(client_id="other", redirect_uri=own, state=None)), "decline"
    )

    assert query_of(back) == {"tenant": "1", "error": "access_denied"}


def test_the_ledger_knows_each_step_and_no_secret(portal: Portal) -> None:
    code = portal.approve()

    steps = [(call["functions"], call["outcome"], call["user"]) for call in portal.calls()]
    assert steps == [
        (["authorize"], "success", ""),
        (["sign_in"], "success", "admin"),
        (["consent"], "success", "admin"),
        (["accept"], "success", "admin"),
    ]
    for secret in (code, "admin-password", "state-1"):
        assert secret not in str(portal.calls())
