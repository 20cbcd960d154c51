"""The tokens of invitations and password resets open a door: no log line may hold one."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from apps.core.logs import Masked
from apps.tenants import services as tenants
from apps.tenants.invitations import token_for
from tests.factories import ROBOT, make_tenant

LINK = "/invitations/7d9a1e520d5c4f52~Zx-_9/"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the one handler of our settings writes while the test runs."""
    handler = next(each for each in logging.getLogger().handlers if each.name == "stderr")
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("any", logging.ERROR, __file__, 1, message, args, None)


def said(made: logging.LogRecord) -> str:
    assert Masked().filter(made)
    return logging.Formatter().format(made)


@pytest.mark.parametrize(
    ("message", "args"),
    [
        (f"Server Error: {LINK}", ()),
        ("Server Error: %s", (LINK,)),
        ("Error handling request %s", (f"{LINK}?a=1",)),
        ("%s", (ValueError(LINK),)),
        ("%(path)s", ({"path": LINK},)),
        ("GET /accounts/login/?next=%%2Finvitations%%2F7d9a1e520d5c4f52~Zx-_9%%2F %s", ("x",)),
    ],
)
def test_a_token_is_masked_wherever_it_stands(message: str, args: tuple[object, ...]) -> None:
    line = said(record(message, *args))

    assert "invitations" in line
    assert "7d9a1e520d5c4f52" not in line
    assert "Zx-_9" not in line


def test_the_key_of_a_password_reset_is_masked() -> None:
    line = said(record("Server Error: %s", "/accounts/password/reset/key/1a-canary-77/"))

    assert line == "Server Error: /accounts/password/reset/key/…/"


def test_a_token_in_a_traceback_is_masked() -> None:
    made = record("It broke")
    broken = ValueError(LINK)
    made.exc_info = (ValueError, broken, None)

    line = said(made)

    assert "ValueError: /invitations/…/" in line
    assert "7d9a1e52" not in line


@pytest.mark.parametrize(
    "line",
    [
        "Server Error: /oauth/callback/7d9a/?code={}&state={}",
        "'QUERY_STRING': 'code={}&state={}'",
        "GET /accounts/login/?next=%2Foauth%2Fcallback%2F7d9a%3Fcode%3D{}%26state%3D{}",
        "Location: https://api.intacct.com/authorize?state={}&scope=offline_access {}",
    ],
)
def test_what_intacct_answers_is_masked(line: str) -> None:
    written = said(record("%s", line.format("canary-1", "canary-2" if "code" in line else "")))

    assert written == line.format("…", "…" if "code" in line else "")


def test_a_state_outside_a_query_is_told() -> None:
    assert said(record("the grant is live, error_code=5 zip_code=9")).endswith("zip_code=9")


def test_what_is_no_token_stays() -> None:
    line = "POST /ops/tenants/acme/invitations/ HTTP/1.1 of 3"

    assert said(record("POST /ops/tenants/acme/invitations/ HTTP/1.1 of %d", 3)) == line


def test_a_message_that_does_not_fit_its_arguments_breaks_nothing() -> None:
    assert Masked().filter(record("%d and %d", LINK))


def test_a_refused_invitation_leaves_no_token(
    client: Client, db: None, written: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="django.request")
    invitation = tenants.invite(
        tenant=make_tenant(), email="priya@example.com", role="member", actor=ROBOT
    )
    token = token_for(invitation.id)

    answer = client.post(f"/invitations/{token}/", {"name": "", "password": "short"})

    assert answer.status_code == 422
    assert "/invitations/…/" in written.getvalue()
    assert token not in written.getvalue()


def test_the_server_s_own_errors_pass_the_filter_too(written: io.StringIO) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request %s", LINK)

    assert written.getvalue() == "ERROR gunicorn.error Error handling request /invitations/…/\n"


@pytest.mark.parametrize("slash", ["/", "%2F"])
def test_the_link_of_a_delegation_is_masked(slash: str) -> None:
    line = said(record("Not Found: %s", f"{slash}steps{slash}7d9a1e520d5c~Zx-_9{slash}mail/"))

    assert line == f"Not Found: {slash}steps{slash}…{slash}mail/"


def test_a_customer_s_own_step_is_named() -> None:
    path = "/t/acme/connections/6e6b40f7-7bc6-45a4-95b4-0b7a9ef9ab7c/steps/role/"

    assert said(record("Not Found: %s", path)) == f"Not Found: {path}"
