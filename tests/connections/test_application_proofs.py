"""What is proven of an application, and what is said not to be."""

import pytest
from pytest_django import Settings

from apps.connections.application_proofs import Claim, State, is_origin, proofs
from apps.connections.models import ClientApplication
from apps.core.clock import now

SCOPES = ["production", "non-production"]


def state_of(claim: Claim, application: ClientApplication | None = None) -> State:
    found = {proof.claim: proof.state for proof in proofs(application or ClientApplication())}
    return found[claim]


def test_only_production_companies_limit_their_keys() -> None:
    both = [{proof.claim for proof in proofs(ClientApplication(scope=each))} for each in SCOPES]

    assert both == [set(Claim), set(Claim) - {Claim.KEYS_ARE_FEW}]


@pytest.mark.parametrize(
    ("base_url", "https", "named"),
    [
        ("https://connect.example.com", State.PASSED, State.PASSED),
        ("http://connect.example.com", State.FAILED, State.PASSED),
        ("https://localhost:8000", State.PASSED, State.FAILED),
        ("http://localhost:8000", State.FAILED, State.FAILED),
        ("https://127.0.0.1:8000", State.PASSED, State.PASSED),
    ],
)
def test_the_console_takes_the_address_or_not(
    settings: Settings, *, base_url: str, https: State, named: State
) -> None:
    settings.BASE_URL = base_url

    assert state_of(Claim.ADDRESS_IS_HTTPS) == https
    assert state_of(Claim.ADDRESS_IS_NAMED) == named


def test_the_redirect_uri_is_proven_by_an_approval_that_came_back() -> None:
    assert state_of(Claim.ADDRESS_MATCHES) == State.UNCLEAR
    assert state_of(Claim.ADDRESS_MATCHES, ClientApplication(approved_at=now())) == State.PASSED


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ("known", State.PASSED),
        ("unknown", State.FAILED),
        ("cannot_tell", State.UNCLEAR),
        ("unchecked", State.UNCLEAR),
    ],
)
def test_trouble_is_not_a_failure(standing: str, expected: State) -> None:
    assert state_of(Claim.CLIENT_IS_KNOWN, ClientApplication(standing=standing)) == expected


@pytest.mark.parametrize("claim", [Claim.SCOPE_STAYS, Claim.KEYS_ARE_FEW])
def test_what_no_request_tells_is_never_passed(claim: Claim) -> None:
    application = ClientApplication(scope="production", standing="known", approved_at=now())

    assert state_of(claim, application) == State.UNCLEAR


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://app.example.com", True),
        ("https://app.example.com:8443", True),
        ("https://a", True),
        ("http://app.example.com", False),
        ("https://app.example.com/", False),
        ("https://app.example.com?x", False),
        ("https://me@app.example.com", False),
        ("https://app example.com", False),
        ("https://", False),
        ("https://[", False),
        ("app.example.com", False),
        ("", False),
    ],
)
def test_an_origin_is_https_and_a_domain(text: str, *, is_one: bool) -> None:
    assert is_origin(text) is is_one


def test_one_bad_origin_fails_them_all() -> None:
    good, bad = "https://app.example.com", "http://app.example.com"

    assert state_of(Claim.ORIGINS_ARE_HTTPS, ClientApplication(allowed_origins=[good])) == "passed"
    assert (
        state_of(Claim.ORIGINS_ARE_HTTPS, ClientApplication(allowed_origins=[good, bad]))
        == "failed"
    )
