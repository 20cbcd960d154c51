"""Whatever comes back, an operation yields a value or an `IntacctError`, and tells no secret."""

import json
import traceback
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.intacct import HttpAnswer, IntacctError, Operation
from apps.intacct.details import MASK
from apps.intacct.rest import Ask, FetchSigningKeys, Introspect, KnockAsClient, Revoke
from apps.intacct.rest import resources as at
from tests.intacct.gateway import NOON
from tests.intacct.rest.oauth import (
    CLIENT,
    ENVELOPES,
    EXCHANGE,
    MINT,
    REFRESH,
    page,
    problem,
    say,
    tokens,
    told,
)

RESOURCES: list[at.Resource[Any]] = [
    at.models(),
    at.model("a/b"),
    at.probe_query("a/b"),
    at.entities(),
    at.user("u"),
    at.object_list("a/b"),
    at.object_at("a/b", "1"),
    at.dimensions(),
    at.session_id(),
]
OPERATIONS: list[Operation[Any]] = [
    EXCHANGE,
    REFRESH,
    MINT,
    Revoke(client=CLIENT, token="canary-token"),
    Introspect(token="canary-token"),
    KnockAsClient(client=CLIENT),
    FetchSigningKeys(),
    *(Ask(resource=resource, access_token="canary-access") for resource in RESOURCES),
]
SECRETS = [
    "canary-client-secret",
    "canary-code",
    "canary-verifier",
    "canary-refresh-old",
    "canary-access",
]

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ENVELOPE = "ia::result ia::meta ia::error error code errorId message details additionalInfo"
PAGING = "placeholders totalCount start pageSize next fields keys kty n active"
TOKENS = "access_token refresh_token expires_in token_type"
MEMBERS = st.sampled_from(f"{ENVELOPE} {PAGING} {TOKENS}".split())
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=4),
    max_leaves=15,
)
SAMPLES = [
    json.dumps(body).encode()
    for body in (
        tokens(),
        page({"key": "1", "id": "E1"}, following=101),
        told({"sessionId": "s", "expiresIn": 1}),
        *(wrap(problem("GW-0011", "m", "REST-1")) for wrap in ENVELOPES.values()),
    )
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    body = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 20)))
        body[start:end] = draw(
            st.sampled_from([b"{", b"}", b"[", b"null", b'"', b"1e999", b"\xff"])
        )
    return bytes(body)


@settings(deadline=None)
@given(
    mutated() | st.binary(max_size=100) | TREES.map(lambda tree: json.dumps(tree).encode()),
    st.integers(200, 599),
    st.sampled_from(OPERATIONS),
)
def test_any_answer_is_survived(body: bytes, status: int, operation: Operation[Any]) -> None:
    with suppress(IntacctError):
        operation.read(HttpAnswer(status, {}, body, received_at=NOON))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: type(one).__name__)
def test_a_cut_at_any_byte_is_never_taken_for_success(operation: Operation[Any]) -> None:
    for sample in SAMPLES:
        for end in range(len(sample)):
            with pytest.raises(IntacctError):
                operation.read(HttpAnswer(200, {}, sample[:end], received_at=NOON))


@pytest.mark.parametrize("operation", [EXCHANGE, REFRESH, MINT, OPERATIONS[-1]])
@pytest.mark.parametrize("envelope", ENVELOPES)
def test_a_secret_echoed_in_an_error_is_masked_everywhere(
    operation: Operation[Any], envelope: str
) -> None:
    request = operation.request()
    sent = request.body.decode() + request.headers.get("Authorization", "")
    own = [secret for secret in SECRETS if secret in sent]
    echo = problem("invalidRequest", f"You sent {own}", f"{own}", supportId=f"{own}")

    with pytest.raises(IntacctError) as caught:
        operation.read(say(ENVELOPES[envelope](echo), 409))

    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.errors)
    assert own
    assert "canary" not in shown
    assert MASK in shown


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: type(one).__name__)
def test_neither_an_operation_nor_its_request_shows_a_secret(operation: Operation[Any]) -> None:
    assert "canary" not in repr(operation) + repr(operation.request())
    assert "canary" not in operation.request().target
