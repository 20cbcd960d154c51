"""The mutation table 6C of ../shared/reference/security-reliability.md, as far as it is pure.

Whether a state is ours, fresh, unused and this browser's (iC4 to iC8, iC15 to iC18) is decided by
whoever keeps the attempts. Nothing but `Approved` may lead to a token request.
"""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.intacct.rest import (
    Approved,
    CallbackError,
    Declined,
    Failed,
    Nonsense,
    NonsenseReason,
    read_callback,
)
from apps.intacct.rest.callback import Callback

ISSUER = "https://api.intacct.com"
GOOD = Approved("canary-code", "canary-state")
LONG_CODE = ".".join(["e" * 300] * 3)


def failed(error: CallbackError, description: str = "", *, state: str = "s") -> Failed:
    return Failed(state, error, description)


def nonsense(reason: str) -> Nonsense:
    return Nonsense(NonsenseReason(reason))


TABLE: list[tuple[str, str, Callback]] = [
    ("approved", "code=canary-code&state=canary-state", GOOD),
    ("approved, a code as long as a token", f"code={LONG_CODE}&state=s", Approved(LONG_CODE, "s")),
    ("approved, escaped", "code=a%2Bb%2F%3D&state=s", Approved("a+b/=", "s")),
    ("approved, with what we do not know", "code=c&state=s&session_state=9", Approved("c", "s")),
    ("iC1 no parameters", "", nonsense("nothing")),
    ("iC1 nothing of ours", "utm_source=mail", nonsense("nothing")),
    ("iC1 empty values", "code=&state=", nonsense("nothing")),
    ("iC2 code only", "code=c", nonsense("no_state")),
    ("iC2 code, empty state", "code=c&state=", nonsense("no_state")),
    ("iC3 state only", "state=s", nonsense("no_code")),
    ("iC9 state twice", "code=c&state=s&state=t", nonsense("repeated")),
    ("iC9 state twice, alike", "code=c&state=s&state=s", nonsense("repeated")),
    ("iC10 code twice", "code=c&code=d&state=s", nonsense("repeated")),
    ("iC10 code twice, one empty", "code=c&code=&state=s", nonsense("repeated")),
    (
        "iC11 code and error",
        "code=c&state=s&error=server_error",
        failed(CallbackError.SERVER_ERROR),
    ),
    ("iC11 code and decline", "code=c&state=s&error=access_denied", Declined("s")),
    ("iC11 code and empty error", "code=c&state=s&error=", failed(CallbackError.UNKNOWN)),
    ("iC11 error twice", "state=s&error=access_denied&error=a", nonsense("repeated")),
    ("iC12 declined", "error=access_denied&state=s", Declined("s")),
    ("iC12 declined without state", "error=access_denied", Declined("")),
    *(
        (f"iC12 {error}", f"error={error}&state=s", failed(error))
        for error in CallbackError
        if error is not CallbackError.UNKNOWN
    ),
    ("iC13 unknown error", "error=moon&state=s", failed(CallbackError.UNKNOWN)),
    ("iC13 the name of our unknown", "error=unknown&state=s", failed(CallbackError.UNKNOWN)),
    (
        "iC13 HTML and control characters in the description",
        "error=moon&state=s&error_description=%3Cb%3Eone%3C/b%3E%0D%0A%00two%E2%80%AE",
        failed(CallbackError.UNKNOWN, "<b>one</b> two"),
    ),
    (
        "iC13 a description in another encoding",
        "error=moon&state=S9&error_description=refus%e9",
        failed(CallbackError.UNKNOWN, "refus\ufffd", state="S9"),
    ),
    (
        "iC13 the code and state echoed in the description",
        "error=moon&code=canary-code&state=s77&error_description=canary-code+of+s77",
        failed(CallbackError.UNKNOWN, "••• of •••", state="s77"),
    ),
    ("iC20 10 kB code", f"code={'c' * 10_000}&state=s", nonsense("too_long")),
    ("iC20 10 kB state", f"code=c&state={'s' * 10_000}", nonsense("too_long")),
    ("iC20 NUL in the code", "code=a%00b&state=s", nonsense("not_text")),
    ("iC20 CRLF in the code", "code=a%0D%0Ab&state=s", nonsense("not_text")),
    ("iC20 space in the state", "code=c&state=a+b", nonsense("not_text")),
    ("iC20 letters of another alphabet", "code=%D1%81&state=s", nonsense("not_text")),
    ("iC20 bytes that are no text", "code=%ff&state=s", nonsense("not_text")),
    ("iC20 100 parameters", "&".join(f"a{n}=1" for n in range(100)), nonsense("too_long")),
    ("iC20 1 MB", "a=" + "b" * 1_000_000, nonsense("too_long")),
]


@pytest.mark.parametrize(
    ("query", "read"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_the_mutation_table(query: str, read: Callback) -> None:
    assert read_callback(query) == read


def test_only_a_whole_answer_leads_on() -> None:
    leading = [name for name, query, _ in TABLE if isinstance(read_callback(query), Approved)]

    assert all(name.startswith("approved") for name in leading)


@pytest.mark.parametrize(
    ("told", "required", "read"),
    [
        (ISSUER, True, GOOD),
        (ISSUER, False, GOOD),
        (None, False, GOOD),
        (None, True, nonsense("no_issuer")),
        ("", False, nonsense("no_issuer")),
        ("https://evil.example", False, nonsense("wrong_issuer")),
        (ISSUER + "/", False, nonsense("wrong_issuer")),
    ],
)
def test_ic14_another_server_s_answer_is_nonsense(
    told: str | None,
    required: bool,  # noqa: FBT001
    read: Callback,
) -> None:
    query = {"code": "canary-code", "state": "canary-state"} | (
        {} if told is None else {"iss": told}
    )

    assert read_callback(urlencode(query), issuer=ISSUER, issuer_required=required) == read


def test_ic14_an_error_of_another_server_is_nonsense() -> None:
    query = "error=access_denied&state=s&iss=https://evil.example"

    assert read_callback(query, issuer=ISSUER) == nonsense("wrong_issuer")


def test_ic14_an_issuer_told_twice_is_nonsense() -> None:
    query = f"code=c&state=s&iss={ISSUER}&iss={ISSUER}"

    assert read_callback(query, issuer=ISSUER) == nonsense("repeated")


def test_ic13_a_long_description_is_cut() -> None:
    read = read_callback(f"error=moon&state=s&error_description={'x' * 10_000}")

    assert isinstance(read, Failed)
    assert len(read.description) == 300


def test_no_repr_shows_code_or_state() -> None:
    read = [read_callback(query) for _, query, _ in TABLE]

    assert "canary" not in repr(read)


NAMES = st.sampled_from(["code", "state", "error", "error_description", "iss", "x"])
QUERIES = st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=6).map(urlencode)


@given(QUERIES | st.text(max_size=200))
def test_any_query_is_read_as_something(query: str) -> None:
    read = read_callback(query, issuer=ISSUER)

    if isinstance(read, Approved):
        assert (read.code + read.state).isascii()
        assert (read.code + read.state).isprintable()
