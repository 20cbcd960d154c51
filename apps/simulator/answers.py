"""Writes Intacct's answers: one builder per shape of intacct-xml.md §2."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from apps.simulator.refusals import ControlRefusal, GatewayRefusal, Problem
from apps.simulator.request import Control
from apps.simulator.xml import Element, node

XML = "text/xml; charset=UTF-8"


@dataclass(frozen=True)
class Reply:
    """What goes back over HTTP, and the word the ledger keeps of it; `location` of a redirect."""

    status: int
    body: bytes
    outcome: str
    content_type: str = XML
    location: str = field(default="", repr=False)


def support_id() -> str:
    """A support ID as Intacct writes it: percent-encoded in its middle."""
    server = secrets.randbelow(900) + 100
    return f"{secrets.token_hex(3)[:5]}EB{server}%7E{secrets.token_urlsafe(15)}"


def request_id() -> str:
    """A request ID as the front gateway writes it: `AC47C2BE:D9EE_63EBC07F.59`."""
    numbers = [secrets.token_hex(size).upper() for size in (4, 2, 4)]
    return f"{numbers[0]}:{numbers[1]}_{numbers[2]}.{secrets.randbelow(90) + 10}"


def gateway_reply(refusal: GatewayRefusal) -> Reply:
    """Shape B: a bare control, an error of two texts, and an HTTP status that says so."""
    error = node(
        "error", node("errorno", refusal.errorno), node("description", refusal.description)
    )
    response = node(
        "response", node("control", node("status", "failure")), node("errormessage", error)
    )
    return Reply(refusal.status, _document(response), refusal.layer)


def control_reply(refusal: ControlRefusal, control: Control | None) -> Reply:
    """Shape A: the errors stand directly under `response`, under HTTP 200."""
    echo = control if refusal.echo else None
    response = node(
        "response", _control("failure", echo), _errors(refusal.problems, suffix="", detailed=False)
    )
    return Reply(200, _document(response), refusal.layer)


def operations_reply(control: Control, operations: Iterable[Element], *, outcome: str) -> Reply:
    """Control success and one `operation` each; shapes C, D and E are inside them."""
    response = node("response", _control("success", control), *operations)
    return Reply(200, _document(response, whitespace=control.whitespace), outcome)


def errormessage(problems: Sequence[Problem], *, detailed: bool) -> Element:
    """The errors of a function, each with the Support ID suffix."""
    return _errors(problems, suffix=support_id(), detailed=detailed)


def plain_errormessage(problems: Sequence[Problem]) -> Element:
    """The errors of a sign-in, as the samples show them: without a Support ID."""
    return _errors(problems, suffix="", detailed=False)


def _document(root: Element, *, whitespace: bool = True) -> bytes:
    body: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=False, pretty_print=whitespace
    )
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body


def _control(status: str, control: Control | None) -> Element:
    parts = [node("status", status)]
    parts.append(node("senderid", control.sender_id if control else ""))
    parts.append(node("controlid", control.control_id if control else ""))
    if control:
        parts.append(node("uniqueid", control.unique_id))
        parts.append(node("dtdversion", control.dtd_version))
    return node("control", *parts)


def _errors(problems: Sequence[Problem], *, suffix: str, detailed: bool) -> Element:
    return node(
        "errormessage", *(_error(one, suffix=suffix, detailed=detailed) for one in problems)
    )


def _error(problem: Problem, *, suffix: str, detailed: bool) -> Element:
    ending = f" [Support ID: {suffix}]" if suffix and problem.description2 else ""
    error = node(
        "error",
        node("errorno", problem.errorno),
        node("description", problem.description),
        node("description2", problem.description2 + ending),
        node("correction", problem.correction),
    )
    if detailed:
        error.append(_additional_info(problem, suffix))
    return error


def _additional_info(problem: Problem, suffix: str) -> Element:
    """The block `showadditionalerrorinfo` asks for; what is not known comes back empty."""
    return node(
        "additionalinfo",
        node("errorid", problem.error_id),
        node("category", problem.category),
        node("target", domain="", requestinfo=suffix, object="", field="", businessinfo=""),
        _message("description"),
        _message("cdescription", message_id=problem.message_id, placeholders=problem.placeholders),
        _message("correction"),
    )


def _message(
    tag: str, *, message_id: str = "", placeholders: dict[str, str] | None = None
) -> Element:
    values = (placeholders or {}).items()
    return node(
        tag,
        node("messageid", message_id),
        node("target", domain="", requestinfo="", object="", field="", businessInfo=""),
        node(
            "placeholders", *(node("placeholder", name=name, value=value) for name, value in values)
        ),
    )
