"""Requests to `/oauth2/token` that say too little, too much or the wrong thing."""

from typing import Any

import pytest

from tests.simulator.portal import BASE, CLIENT_ID, SECRET, Portal, error_of

TOKEN = f"{BASE}/oauth2/token"
WHO = f"client_id={CLIENT_ID}&client_secret={SECRET}"
MINT = "grant_type=client_credentials"


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("", "GW-0035"),
        ("no pairs at all", "GW-0032"),
        (f"{WHO}&grant_type=password", "GW-0032"),
        (f"{MINT}&username=ws@Acme", "GW-0037"),
        (f"{WHO}&client_id=again&{MINT}&username=ws@Acme", "GW-0038"),
        (f"{WHO}&{MINT}&username=ws@Acme&username=bare@Acme", "GW-0039"),
        (f"{WHO}&{MINT}&username=", "GW-0036"),
        (f"{WHO}&{MINT}", "GW-0015"),
        (f"{WHO}&{MINT}&username=ws@Acme&session_id=x", "GW-0015"),
    ],
)
def test_the_front_gateway_names_what_is_wrong(portal: Portal, body: str, number: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = portal.post(TOKEN, data=body, headers=headers)

    assert error_of(answer) == (400, number)


@pytest.mark.parametrize(
    ("body", "kind", "number"),
    [
        (b"<token/>", "application/xml", "GW-0014"),
        (b"[1]", "application/json", "GW-0032"),
        (b'{"grant_type": 7}', "application/json", "GW-0032"),
        (b"{", "application/json", "GW-0032"),
        (b"\xff", "application/x-www-form-urlencoded", "GW-0032"),
    ],
)
def test_other_bodies_are_refused(portal: Portal, body: bytes, kind: str, number: str) -> None:
    answer = portal.post(TOKEN, data=body, headers={"Content-Type": kind})

    assert error_of(answer) == (400, number)


def test_a_broken_basic_header_is_refused(portal: Portal) -> None:
    answer = portal.post(TOKEN, data={"a": "b"}, headers={"Authorization": "Basic !"})

    assert error_of(answer) == (401, "GW-0034")


def test_a_username_without_company_is_refused_in_two_known_ways(portal: Portal) -> None:
    text = portal.mint("ws")
    portal.assume(username_without_company_answer="GW-0012")

    assert "expected user@company" in text.json()["ia::error"]["message"]
    assert error_of(portal.mint("ws")) == (400, "GW-0012")


@pytest.mark.parametrize("changes", [{"client_secret": "wrong"}, {"client_id": "unknown"}])
def test_a_wrong_client_is_refused_in_two_known_ways(
    portal: Portal, changes: dict[str, str]
) -> None:
    usual = portal.mint(**changes)
    portal.assume(wrong_client_answer="REST-1216")

    assert error_of(usual) == (401, "invalid_client")
    assert error_of(portal.mint(**changes)) == (400, "REST-1216")


@pytest.mark.parametrize(
    ("envelope", "path"),
    [
        ("bare", ["error"]),
        ("result", ["ia::result", "ia::error"]),
        ("top", ["ia::error"]),
        ("flat", []),
    ],
)
def test_a_client_the_company_does_not_list_is_rest_1216(
    portal: Portal, envelope: str, path: list[str]
) -> None:
    portal.assume(client_refusal_envelope=envelope)
    portal.change(clients=[])

    found: Any = portal.mint().json()
    for step in path:
        found = found[step]

    assert found["message"].startswith("The Client ID, Client Secret, and/or 3rd Party Application")


def test_rest_1216_can_come_in_the_words_of_oauth(portal: Portal) -> None:
    portal.assume(client_refusal_envelope="oauth")
    portal.change(clients=[])

    assert portal.mint().json()["error"] == "invalid_client"


def test_a_non_production_client_is_refused_by_a_production_company(portal: Portal) -> None:
    client = {"secret": SECRET, "senderId": "causeway", "scope": "non-production"}
    portal.simulator.sim("PUT", f"clients/{CLIENT_ID}", client)

    refused = portal.mint()
    portal.change(environment="non-production")

    assert error_of(refused) == (400, "REST-1216")
    assert portal.mint().status_code == 200


def test_an_approval_needs_no_listed_client(portal: Portal) -> None:
    portal.change(clients=[])

    assert portal.exchange(portal.approve()).status_code == 200


def test_an_unauthorized_sender_fails_at_the_call_or_at_the_token(portal: Portal) -> None:
    portal.change(senders=[])

    minted = portal.mint()
    called = portal.query(minted.json()["access_token"], "general-ledger/account")
    portal.assume(unauthorized_sender_fails_at="token")

    assert minted.status_code == 200
    assert error_of(called) == (400, "GW-0011")
    assert error_of(portal.mint()) == (400, "GW-0011")


def test_the_ledger_keeps_who_and_how_and_nothing_secret(portal: Portal) -> None:
    answer = portal.mint().json()
    portal.refresh(answer["refresh_token"])

    told = [
        (call["grant_type"], call["sender"], call["company"], call["user"], call["outcome"])
        for call in portal.calls()
    ]
    assert told == [
        ("client_credentials", "causeway", "Acme", "ws", "success"),
        ("refresh_token", "causeway", "Acme", "ws", "success"),
    ]
    for secret in (SECRET, answer["access_token"], answer["refresh_token"]):
        assert secret not in str(portal.calls())
