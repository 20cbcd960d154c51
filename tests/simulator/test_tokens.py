"""`/oauth2/token`: the three grants, in the order of intacct-rest.md §§4.2 to 4.4."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.simulator.portal import BASE, CLIENT_ID, REDIRECT, SECRET, Portal, error_of

FIXTURES = Path(__file__).parents[3] / "shared" / "intacct" / "rest-payloads" / "fixtures"
WRONG = "The provided credentials are invalid"


def claims_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def test_a_code_becomes_tokens(portal: Portal) -> None:
    answer = portal.exchange(portal.approve())

    assert answer.headers["Content-Type"] == "application/json"
    assert list(answer.json()) == ["token_type", "access_token", "refresh_token", "expires_in"]
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 43200)


def test_client_credentials_answer_as_recorded(portal: Portal) -> None:
    if not FIXTURES.exists():
        pytest.skip("The recorded answers of ../shared are not here.")
    recorded = json.loads((FIXTURES / "token-client-credentials-200.json").read_text())

    answer = portal.mint().json()

    expected = recorded["response"]["body"]
    assert {name: type(value) for name, value in answer.items()} == {
        name: type(value) for name, value in expected.items()
    }


def test_the_access_token_names_company_user_and_entity(portal: Portal) -> None:
    claims = claims_of(portal.bearer("ws@Acme|100"))
    told = portal.get("/.well-known/openid-configuration").json()

    assert (claims["cnyId"], claims["userId"], claims["entityId"]) == ("Acme", "ws", "100")
    assert (claims["iss"], claims["clientId"]) == (portal.simulator.url, CLIENT_ID)
    assert set(claims) == set(told["claims_supported"])
    assert claims["exp"] - claims["iat"] == 43200


def test_json_is_taken_as_well(portal: Portal) -> None:
    members = {"grant_type": "client_credentials", "username": "ws@Acme"}
    payload = members | {"client_id": CLIENT_ID, "client_secret": SECRET}

    assert portal.post(f"{BASE}/oauth2/token", json=payload).status_code == 200


def test_the_client_may_say_who_it_is_by_http_basic(portal: Portal) -> None:
    form = {"grant_type": "client_credentials", "username": "ws@Acme"}

    answer = portal.post(f"{BASE}/oauth2/token", data=form, auth=(CLIENT_ID, SECRET))

    assert answer.status_code == 200


def test_a_session_stands_for_a_username(portal: Portal) -> None:
    session = claims_of(portal.bearer("ws@Acme|200"))["sessionId"]

    answer = portal.mint(username=None, session_id=session)

    assert claims_of(answer.json()["access_token"])["entityId"] == "200"


def test_without_offline_access_there_is_no_refresh_token(portal: Portal) -> None:
    answer = portal.exchange(portal.approve(scope="openid"))

    assert "refresh_token" not in answer.json()


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": f"{REDIRECT}/"},
        {"redirect_uri": None},
        {"code_verifier": "another-verifier"},
        {"code_verifier": None},
    ],
)
def test_a_code_without_its_proofs_is_refused(
    portal: Portal, changes: dict[str, str | None]
) -> None:
    answer = portal.exchange(portal.approve(), **changes)

    assert error_of(answer) == (400, "invalid_grant")


def test_an_unknown_code_is_refused(portal: Portal) -> None:
    assert error_of(portal.exchange("unknown")) == (400, "invalid_grant")


def test_a_code_of_another_client_is_refused(portal: Portal) -> None:
    other = {"secret": SECRET, "redirectUris": [REDIRECT], "senderId": "causeway"}
    portal.simulator.sim("PUT", "clients/other", other)

    assert error_of(portal.exchange(portal.approve(), client_id="other")) == (400, "invalid_grant")


def test_a_code_works_once_and_a_second_use_ends_the_grant(portal: Portal) -> None:
    code = portal.approve()
    first = portal.exchange(code).json()

    second = portal.exchange(code)

    assert error_of(second) == (400, "invalid_grant")
    assert error_of(portal.refresh(first["refresh_token"])) == (400, "invalid_grant")


def test_a_code_used_twice_may_be_forgiven(portal: Portal) -> None:
    portal.assume(code_reuse_kills_grant=False)
    code = portal.approve()
    first = portal.exchange(code).json()
    portal.exchange(code)

    assert portal.refresh(first["refresh_token"]).status_code == 200


def test_a_code_gets_too_old(portal: Portal) -> None:
    portal.assume(code_seconds=0)

    assert error_of(portal.exchange(portal.approve())) == (400, "invalid_grant")


def test_a_verifier_may_replace_the_secret(portal: Portal) -> None:
    refused = portal.exchange(portal.approve(), client_secret=None)
    portal.assume(verifier_replaces_secret=True)
    taken = portal.exchange(portal.approve(), client_secret=None)

    assert (refused.status_code, taken.status_code) == (401, 200)


@pytest.mark.parametrize(
    ("members", "username"),
    [
        ({"webServices": False}, "ws@Acme"),
        ({"status": "demo-expired"}, "ws@Acme"),
        ({}, "WS@Acme"),
        ({}, "ws@Acme|999"),
        ({}, "ws@Acme|300"),
        ({}, "north@Acme|200"),
        ({"users": [{"id": "ws", "status": "inactive"}]}, "ws@Acme"),
        ({"users": [{"id": "ws", "status": "lockedout"}]}, "ws@Acme"),
    ],
)
def test_whatever_is_wrong_in_the_company_is_an_invalid_grant(
    portal: Portal, members: dict[str, Any], username: str
) -> None:
    portal.change(**members)

    answer = portal.mint(username)

    assert error_of(answer) == (400, "invalid_grant")
    assert answer.json()["error_description"] == WRONG


@pytest.mark.parametrize(
    ("members", "username"), [({"status": "suspended"}, "ws@Acme"), ({}, "ws@acme")]
)
def test_an_unknown_or_suspended_company_is_no_tenant(
    portal: Portal, members: dict[str, Any], username: str
) -> None:
    portal.change(**members)

    refused = portal.mint(username)
    portal.assume(rest_unknown_company_answer="invalid_grant")

    assert error_of(refused) == (400, "GW-0011")
    assert refused.json()["ia::error"]["details"]["requestId"]
    assert error_of(portal.mint(username)) == (400, "invalid_grant")
