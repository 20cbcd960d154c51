from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest

from apps.intacct import HttpAnswer, Layer, Refused, Unclear, UnclearReason
from apps.intacct.rest import FetchSigningKeys, Introspect, KnockAsClient, Revoke, Standing, who_is
from tests.intacct.gateway import answer
from tests.intacct.rest.oauth import CLAIMS, CLIENT, SIGNER, say, signed, tokens

REVOKE = Revoke(client=CLIENT, token="canary-token")
INTROSPECT = Introspect(token="canary-token")
KNOCK = KnockAsClient(client=CLIENT)
KEYS = FetchSigningKeys()


def test_a_token_is_revoked_in_the_body() -> None:
    request = REVOKE.request()

    assert request.target == "https://api.intacct.com/ia/api/v1/oauth2/revoke"
    assert dict(parse_qsl(request.body.decode())) == {
        "token": "canary-token",
        "client_id": CLIENT.client_id,
        "client_secret": CLIENT.secret,
    }


def test_a_token_is_introspected_by_its_holder() -> None:
    request = INTROSPECT.request()

    assert request.target == "https://api.intacct.com/ia/api/v1/oauth2/introspect"
    assert request.headers["Authorization"] == "Bearer canary-token"
    assert request.body == b"token=canary-token"


def test_a_revocation_is_done_when_intacct_says_so() -> None:
    REVOKE.read(say({"revoked": True}))


@pytest.mark.parametrize("told", [{}, {"revoked": False}, {"revoked": "true"}, {"revoked": 1}])
def test_anything_else_leaves_open_whether_it_was(told: dict[str, Any]) -> None:
    with pytest.raises(Unclear) as caught:
        REVOKE.read(say(told))

    assert caught.value.reason is UnclearReason.INCOMPLETE


def test_an_active_token_is_described() -> None:
    told = {"active": True, "cny_id": "Acme-DEV", "user_id": "ws_user", "exp": 1800000000}

    found = INTROSPECT.read(say(told))

    assert found.active
    assert (found.identity.company_id, found.identity.user_id) == ("Acme-DEV", "ws_user")
    assert found.expires_at == datetime(2027, 1, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize("told", [None, "soon", -1, True, 10**30])
def test_an_expiry_that_is_none_is_not_told(told: Any) -> None:
    assert INTROSPECT.read(say({"active": False, "exp": told})).expires_at is None


def test_whether_it_is_active_must_be_said() -> None:
    with pytest.raises(Unclear):
        INTROSPECT.read(say({"active": "yes"}))


@pytest.mark.parametrize(
    ("reply", "standing"),
    [
        (say({"error": "invalid_grant"}, 400), Standing.KNOWN),
        (say({"error": "invalid_client"}, 401), Standing.UNKNOWN),
        (say({"error": "moon"}, 400), Standing.CANNOT_TELL),
        (say({"error": {"code": "GW-0011"}}, 400), Standing.CANNOT_TELL),
        (say(tokens()), Standing.CANNOT_TELL),
    ],
)
def test_a_knock_learns_from_the_refusal(reply: HttpAnswer, standing: Standing) -> None:
    assert KNOCK.read(reply) is standing


def test_no_two_knocks_try_the_same_token() -> None:
    assert KNOCK.request().body != KNOCK.request().body


def test_a_knock_at_a_closed_door_is_no_verdict() -> None:
    with pytest.raises(Unclear):
        KNOCK.read(answer("<html>", 502))


def test_signing_keys_are_fetched_from_the_root_of_the_host() -> None:
    request = KEYS.request()

    assert (request.method, request.body) == ("GET", b"")
    assert request.target == "https://api.intacct.com/.well-known/jwks.json"


def test_fetched_keys_check_a_token() -> None:
    keys = KEYS.read(say({"keys": [SIGNER.as_dict(private=False)]}))

    assert who_is(signed(CLAIMS), keys=keys).signature == "good"


@pytest.mark.parametrize("told", [{}, {"keys": {}}, {"keys": None}])
def test_a_key_set_without_keys_is_unclear(told: dict[str, Any]) -> None:
    with pytest.raises(Unclear):
        KEYS.read(say(told))


def test_a_key_set_refused_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        KEYS.read(say({"message": "no Route matched"}, 404))

    assert caught.value.layer is Layer.TOKEN
