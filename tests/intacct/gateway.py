"""Answers in the shapes of ../shared/intacct/intacct-xml.md §2, and a transport that gives them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from apps.intacct import AllowedHosts, HttpAnswer, HttpRequest, SenderLogin, Session, UserLogin

SHARED = Path(__file__).parents[3] / "shared" / "intacct"
SENDER = SenderLogin("causeway", "canary-sender-password")
LOGIN = UserLogin("Acme-DEV", "xmlgw_causeway", "canary-user-password")
HOSTS = AllowedHosts.of(["*.intacct.com"])
ENDPOINT = "https://na12.intacct.com/ia/xml/xmlgw.phtml"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DATE = "Mon, 04 May 2026 12:00:00 GMT"


def a_session() -> Session:
    return Session("canary-session-id", ENDPOINT, "Acme-DEV", "xmlgw_causeway", "", NOON)


def answer(body: str | bytes, status: int = 200, /, **headers: str) -> HttpAnswer:
    """An answer received at noon; header names are written with underscores."""
    raw = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpAnswer(status, {"Date": DATE, **named}, raw, received_at=NOON)


def errors(*numbered: tuple[str, str]) -> str:
    """An errormessage of (errorno, description2) pairs."""
    return "".join(
        ["<errormessage>"]
        + [
            f"<error><errorno>{number}</errorno><description/>"
            f"<description2>{text}</description2><correction/></error>"
            for number, text in numbered
        ]
        + ["</errormessage>"]
    )


def control_failure(*numbered: tuple[str, str]) -> str:
    control = "<control><status>failure</status><senderid/><controlid/></control>"
    return f"<response>{control}{errors(*numbered)}</response>"


def front_failure(number: str, text: str) -> str:
    """Shape B: a bare status, and an error without description2."""
    return (
        "<response><control><status>failure</status></control><errormessage><error>"
        f"<errorno>{number}</errorno><description>{text}</description>"
        "</error></errormessage></response>"
    )


def authentication_failure(*numbered: tuple[str, str]) -> str:
    return (
        "<response><control><status>success</status><senderid/><controlid/></control><operation>"
        "<authentication><status>failure</status><userid/><companyid/></authentication>"
        f"{errors(*numbered)}</operation></response>"
    )


def result(data: str = "<data/>", *, status: str = "success", errors: str = "") -> str:
    return (
        f"<result><status>{status}</status><function>query</function><controlid/>"
        f"{data}{errors}</result>"
    )


def response(
    *results: str,
    control_id: str = "",
    company_id: str = "Acme-DEV",
    user_id: str = "xmlgw_causeway",
    timeout: str = "2026-05-04T06:00:00-07:00",
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><response><control><status>success</status>'
        f"<senderid>causeway</senderid><controlid>{control_id}</controlid></control><operation>"
        f"<authentication><status>success</status><userid>{user_id}</userid>"
        f"<companyid>{company_id}</companyid><locationid/><sessiontimeout>{timeout}"
        f"</sessiontimeout></authentication>{''.join(results)}</operation></response>"
    )


def api_session(
    *, session_id: str = "canary-session-id", endpoint: str = ENDPOINT, entity_id: str = ""
) -> str:
    return result(
        f"<data><api><sessionid>{session_id}</sessionid><endpoint>{endpoint}</endpoint>"
        f"<locationid>{entity_id}</locationid></api></data>"
    )


@dataclass
class Scripted:
    """A transport without a network: answers each request from a function, and keeps it."""

    reply: Callable[[HttpRequest], HttpAnswer]
    hosts: AllowedHosts = HOSTS
    sent: list[HttpRequest] = field(default_factory=list)

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.sent.append(request)
        return self.reply(request)

    def said(self, path: str) -> str | None:
        """The text at `path` of the last request."""
        return etree.fromstring(self.sent[-1].body).findtext(path)
