"""The client against the simulator: what Intacct's documents say, read by somebody else."""

from collections.abc import Iterator
from typing import Any

import pytest

from apps.intacct import Refused, Unclear, UnclearReason
from apps.intacct.rest import (
    Approved,
    ClientLogin,
    Declined,
    Filter,
    Operator,
    Query,
    Refusal,
    Signature,
    Standing,
    new_state,
    new_verifier,
    refusal_of,
    refused_field,
    who_is,
)
from tests.intacct.rest.stage import CALLBACK, LOGIN, Stage, simulator

pytestmark = pytest.mark.enable_socket

ACCOUNTS = Query(object_name="general-ledger/account", fields=("key", "id"), size=2)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with simulator() as url:
        yield url


@pytest.fixture
def stage(address: str) -> Stage:
    stage = Stage(address)
    stage.reset()
    return stage


def refusal(error: pytest.ExceptionInfo[Refused]) -> Refusal:
    return refusal_of(error.value)


def test_an_approval_becomes_tokens_of_the_company_that_was_meant(stage: Stage) -> None:
    tokens = stage.approved()

    found = who_is(tokens.access_token, keys=stage.rest.signing_keys())

    assert found.differs_from(company_id="Acme", user_id="admin") == ()
    assert (found.company_id, found.signature) == ("Acme", Signature.GOOD)
    assert tokens.refresh_token is not None


def test_the_state_comes_back_with_the_answer(stage: Stage) -> None:
    state, verifier = new_state(), new_verifier()

    accepted = stage.return_from_consent(state=state, verifier=verifier, decision="accept")
    declined = stage.return_from_consent(state=state, verifier=verifier, decision="decline")

    assert isinstance(accepted, Approved)
    assert accepted.state == state
    assert declined == Declined(state)


def test_a_code_is_worth_nothing_with_another_verifier(stage: Stage) -> None:
    read = stage.return_from_consent(state="s", verifier=new_verifier(), decision="accept")
    assert isinstance(read, Approved)

    with pytest.raises(Refused) as caught:
        stage.rest.exchange_code(
            client=LOGIN, code=read.code, verifier=new_verifier(), redirect_uri=CALLBACK
        )

    assert refusal(caught) is Refusal.GRANT


def test_a_refresh_rotates_and_the_old_token_ends(stage: Stage) -> None:
    stage.set("PATCH", "assumptions", {"refresh_rotation": "strict"})
    old = stage.approved().refresh_token
    assert old is not None

    new = stage.rest.refresh(client=LOGIN, refresh_token=old)
    with pytest.raises(Refused) as caught:
        stage.rest.refresh(client=LOGIN, refresh_token=old)

    assert new.rotated
    assert refusal(caught) is Refusal.GRANT


def test_a_minted_token_asks_everything_that_proves_a_connection(stage: Stage) -> None:
    token = stage.mint().access_token
    rest = stage.rest

    assert {entity.entity_id for entity in rest.entities(access_token=token)} == {"100", "200"}
    assert rest.dimensions(access_token=token)
    assert rest.models(access_token=token)
    assert "id" in rest.model(access_token=token, name=ACCOUNTS.object_name).queryable_fields
    assert rest.probe_query(access_token=token, object_name=ACCOUNTS.object_name).total > 0
    assert rest.open_session(access_token=token).session_id
    assert rest.objects(access_token=token, object_name=ACCOUNTS.object_name).items


def test_pages_are_followed_to_the_end(stage: Stage) -> None:
    token = stage.mint().access_token

    pages = list(stage.rest.pages(access_token=token, query=ACCOUNTS))

    assert sum(len(page.items) for page in pages) == pages[0].total
    assert pages[-1].next_start is None


def test_a_filter_filters(stage: Stage) -> None:
    named = (Filter(Operator.EQ, "id", "no such account"),)
    query = Query(object_name=ACCOUNTS.object_name, fields=("id",), filters=named)

    assert stage.rest.query(access_token=stage.mint().access_token, query=query).total == 0


def test_a_field_that_may_not_be_queried_is_named(stage: Stage) -> None:
    stage.set(
        "PATCH", "companies/Acme", {"roles": [{"name": "Causeway", "permissions": {"AR": "All"}}]}
    )
    query = Query(object_name="accounts-receivable/invoice", fields=("id", "action"))

    with pytest.raises(Refused) as caught:
        stage.rest.query(access_token=stage.mint().access_token, query=query)

    assert refused_field(caught.value) == "action"


@pytest.mark.parametrize("answer", ["GW-0040", "REST-1206"])
def test_an_expired_token_asks_for_a_refresh(stage: Stage, answer: str) -> None:
    token = stage.mint().access_token
    stage.set("PATCH", "assumptions", {"expired_answer": answer})
    stage.set("POST", "tokens", {"company": "Acme", "user": None, "state": "expired"})

    with pytest.raises(Refused) as caught:
        stage.rest.dimensions(access_token=token)

    assert refusal(caught) is Refusal.ACCESS_TOKEN


@pytest.mark.parametrize(
    ("change", "meant"),
    [({"clients": []}, Refusal.CLIENT), ({"webServices": False}, Refusal.GRANT)],
)
def test_what_the_company_has_not_set_up_is_refused(
    stage: Stage, change: dict[str, Any], meant: Refusal
) -> None:
    stage.set("PATCH", "companies/Acme", change)

    with pytest.raises(Refused) as caught:
        stage.mint()

    assert refusal(caught) is meant


def test_a_permission_that_is_missing_is_told_apart(stage: Stage) -> None:
    token = stage.mint().access_token

    with pytest.raises(Refused) as caught:
        stage.rest.probe_query(access_token=token, object_name="accounts-payable/vendor")

    assert refusal(caught) is Refusal.PERMISSION


def test_a_revoked_token_is_not_accepted_any_more(stage: Stage) -> None:
    tokens = stage.approved()

    stage.rest.revoke(client=LOGIN, token=tokens.access_token)

    assert not stage.rest.introspect(token=tokens.access_token).active
    with pytest.raises(Refused) as caught:
        stage.rest.dimensions(access_token=tokens.access_token)
    assert refusal(caught) is Refusal.ACCESS_TOKEN


@pytest.mark.parametrize(
    ("secret", "standing"), [("client-secret", Standing.KNOWN), ("other", Standing.UNKNOWN)]
)
def test_a_knock_tells_whether_the_client_is_known(
    stage: Stage, secret: str, standing: Standing
) -> None:
    assert stage.rest.knock(client=ClientLogin(LOGIN.client_id, secret)) is standing


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("token_html", UnclearReason.HTML),
        ("redirect_307", UnclearReason.REDIRECTED),
        ("oversize", UnclearReason.OVERSIZE),
        ("gzip_bomb", UnclearReason.OVERSIZE),
    ],
)
def test_trouble_at_the_token_endpoint_is_no_verdict(
    stage: Stage, kind: str, reason: UnclearReason
) -> None:
    stage.set("POST", "faults", {"kind": kind, "path": "/ia/api/v1/oauth2/token", "times": 1})

    with pytest.raises(Unclear) as caught:
        stage.mint()

    assert caught.value.reason is reason
