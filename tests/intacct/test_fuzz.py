"""Whatever comes back, an operation yields a value or an `IntacctError`: nothing else, ever."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.intacct import Call, Client, HttpAnswer, IntacctError, functions
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
PIECES = st.sampled_from([*MARKS, *WORDS])
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
    with suppress(IntacctError):
        client.open_session(LOGIN)
    with suppress(IntacctError):
        client.call(a_session(), function)


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


def test_recorded_answers_cut_at_any_byte_are_survived() -> None:
    recorded = sorted((SHARED / "payloads").glob("resp_*_getUser*__intacct.xml"))
    if not recorded:
        pytest.skip("../shared/intacct is not here")

    for path in recorded:
        body = path.read_bytes()
        for end in range(len(body)):
            survive(HttpAnswer(200, {}, body[:end], received_at=NOON), FUNCTIONS[2])
