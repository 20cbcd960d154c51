import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from apps.intacct.rest import REST_API, authorization_url, new_state, new_verifier
from tests.intacct.rest.oauth import FIXTURES

STATE, VERIFIER = "canary-state", "zWiRBuiUcmnIbPBCoNqA5cWDFuaEZwZ7jLJJGJ4P3NQ"


def an_address() -> str:
    return authorization_url(
        client_id="b5974b6c.app.sage.com",
        redirect_uri="https://portal.example/callback?context=7&x=é",
        state=STATE,
        verifier=VERIFIER,
    )


def test_the_address_says_what_the_documents_ask_for() -> None:
    parts = urlsplit(an_address())

    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REST_API}/oauth2/authorize"
    assert dict(parse_qsl(parts.query)) == {
        "response_type": "code",
        "client_id": "b5974b6c.app.sage.com",
        "redirect_uri": "https://portal.example/callback?context=7&x=é",
        "scope": "offline_access",
        "state": STATE,
        "code_challenge": "manPXpjp75EFeofO-YWtY3gIPp0S6_CJ-ciRJyYIonw",
        "code_challenge_method": "S256",
    }


def test_the_verifier_stays_at_home() -> None:
    assert VERIFIER not in an_address()


def test_sage_s_own_sample_of_a_challenge_is_met() -> None:
    path = FIXTURES / "oauth-documented-samples.json"
    if not path.exists():
        pytest.skip("../shared/intacct is not here")
    sample = json.loads(path.read_text())["pkce"]

    address = authorization_url(
        client_id="c", redirect_uri="https://a", state="s", verifier=sample["code_verifier"]
    )

    assert f"code_challenge={sample['code_challenge']}&" in address


def test_each_attempt_has_values_of_its_own() -> None:
    made = [make() for make in (new_verifier, new_state) for _ in range(50)]

    assert len(set(made)) == 100
    assert all(len(value) == 43 and value.isalnum() and value.isascii() for value in made)
