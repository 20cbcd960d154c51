"""Whatever comes back, an operation yields a value or an `IntacctError`: nothing else, ever.

No error repeats a secret that we sent. 10 000 examples: `--hypothesis-profile=thorough`.
"""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.intacct import Call, Client, HttpAnswer, IntacctError, Unclear, functions
from apps.intacct.answers import read_answer
from apps.intacct.functions import Function
from tests.intacct.gateway import (
    LOGIN,
    NOON,
    SENDER,
    SHARED,
    Scripted,
    a_session,
    api_session,
    authentication_failure,
    errors,
    front_failure,
    response,
    result,
)

JSON = '{"ia::result":{"ia::error":{"code":"x","message":"m","additionalInfo":{"messageId":"i"}}}}'
SAMPLES = [
    response(api_session()).encode(),
    response(result(status="aborted", errors=errors(("X1 [Support ID: a%7E]", "é")))).encode(),
    authentication_failure(("XL03000006", "Login information is incorrect")).encode("utf-16"),
    front_failure("GW-0011", "Invalid Request [Request ID: A:B_C.59]").encode(),
    JSON.encode(),
]
FUNCTIONS: list[Function[object]] = [
    functions.read_entity_details(),
    functions.get_financial_setup(),
    functions.get_user_permissions("u"),
    functions.read_user_info("u"),
    functions.probe_query("VENDOR"),
    functions.lookup("VENDOR"),
    functions.inspect_objects(),
]
MARKS = [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE a>", b"\0", b"\xff", b'xmlns="x"']
WORDS = [b"success", b"failure", b"<error>", b"<errormessage>", b"</operation>", b"<response/>"]
SECRETS = (SENDER.password, LOGIN.password, a_session().session_id)
ECHOES = [secret.encode() for secret in SECRETS]  # a gateway that repeats what it was sent
PIECES = st.sampled_from([*MARKS, *WORDS, *ECHOES])
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(["text/xml; charset=utf-7", "charset=", "\xff"]),
        "Retry-After": st.text(max_size=30),
        "Date": st.text(max_size=30),
    },
)


def survive(answer: HttpAnswer, function: Function[object]) -> None:
    client = Client(sender=SENDER, transport=Scripted(lambda _request: answer))
    session = a_session()
    sent_to_sign_in = {SENDER.password, LOGIN.password}
    sent_to_call = {SENDER.password, session.session_id}
    said = told_by(partial(client.open_session, LOGIN))
    assert not [secret for secret in sent_to_sign_in if secret in said]
    said = told_by(partial(client.call, session, function))
    assert not [secret for secret in sent_to_call if secret in said]


def told_by(ask: Callable[[], object]) -> str:
    """Everything the error says, wherever it may be shown or logged; empty when all is well."""
    try:
        ask()
    except IntacctError as error:
        return f"{error!r} {vars(error)!r}"
    return ""


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    body = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 60)))
        body[start:end] = draw(PIECES | st.binary(max_size=20))
    return bytes(body)


@settings(deadline=None)
@given(
    mutated() | st.binary(max_size=200), st.integers(200, 599), HEADERS, st.sampled_from(FUNCTIONS)
)
def test_any_bytes_are_survived(
    body: bytes, status: int, headers: dict[str, str], function: Function[object]
) -> None:
    survive(HttpAnswer(status, headers, body, received_at=NOON), function)


def test_a_secret_in_the_name_of_a_function_is_masked() -> None:
    echoed = result(status="failure").replace("query", SENDER.password)
    body = response(echoed.replace("<controlid>", f"<controlid>{SENDER.password}")).encode()

    survive(HttpAnswer(200, {}, body, received_at=NOON), FUNCTIONS[0])


ENVELOPE = ["response", "control", "operation", "authentication", "result", "status", "data", "api"]
INSIDE = ["entity", "Type", "Fields", "Field", "errormessage", "error", "additionalinfo", "policy"]
TAGS = st.sampled_from([*ENVELOPE, *INSIDE])
TREES = st.recursive(
    st.sampled_from(["", "success", "failure", "aborted", "2026-05-04T06:00:00-07:00", " 9 "]),
    lambda inner: st.builds("<{0}>{1}{2}</{0}>".format, TAGS, inner, inner),
    max_leaves=12,
)


@settings(deadline=None)
@given(TREES, st.sampled_from(FUNCTIONS))
def test_any_tree_of_known_elements_is_survived(data: str, function: Function[object]) -> None:
    for body in (f"<response>{data}</response>", response(result(f"<data>{data}</data>"))):
        survive(HttpAnswer(200, {}, body.encode(), received_at=NOON), function)


@pytest.mark.parametrize("sample", SAMPLES, ids=["session", "aborted", "auth", "front", "json"])
def test_a_cut_at_any_byte_is_survived_and_never_taken_for_success(sample: bytes) -> None:
    call = Call(sender=SENDER, session=a_session(), function=functions.get_applications())

    for end in range(len(sample)):
        with pytest.raises(IntacctError):
            call.read(HttpAnswer(200, {}, sample[:end], received_at=NOON))


REAL = [
    "control_failure_PL04000055__intacct",
    "function_failure_getUserPermissions_BL03000025__intacct",
    "function_success_getAPISession__intacct",
    "function_success_getUserPermissions__intacct",
    "function_success_readByQuery__intacct",
]


@pytest.mark.parametrize("name", REAL)
def test_a_real_answer_cut_at_any_byte_cannot_be_told(name: str) -> None:
    path = SHARED / "payloads" / f"resp_{name}.xml"
    if not path.exists():
        pytest.skip("../shared/intacct is not here")
    body = path.read_bytes().rstrip()

    for end in range(len(body)):
        with pytest.raises(Unclear):
            read_answer(HttpAnswer(200, {}, body[:end], received_at=NOON))
