"""Checks a request as Intacct does before anything else (intacct-xml.md §2, Order of checks).

`api-3.0.xsd` is Sage's own published grammar, unchanged (Apache License 2.0, see its head).
"""

from functools import cache
from pathlib import Path

from lxml import etree

from apps.simulator.refusals import ControlRefusal, Problem
from apps.simulator.request import Request
from apps.simulator.xml import Element

_XSD = Path(__file__).with_name("api-3.0.xsd")
_XS = "{http://www.w3.org/2001/XMLSchema}"
_LEVELS = {1: "Warning", 2: "Error", 3: "Fatal Error"}
_MANY = 10


def parse(body: bytes) -> Element:
    """The document's root; ControlRefusal XL03000003 when it is not well-formed XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise ControlRefusal(*_problems(parser.error_log), echo=False) from None
    for reference in root.iter(etree.Entity):
        raise ControlRefusal(_undefined(reference), echo=False)
    return root


def check(root: Element) -> Request:
    """The request; ControlRefusal XL03000003, in libxml's wording, when the grammar forbids it."""
    schema = _schema()
    if not schema.validate(root):
        raise ControlRefusal(*_problems(schema.error_log))
    return Request.of(root)


@cache
def _schema() -> etree.XMLSchema:
    tree = etree.parse(_XSD)
    for declaration in tree.getroot():
        _loosen(declaration)
    return etree.XMLSchema(tree)


def _loosen(declaration: Element) -> None:
    """Lifts one rule libxml cannot compile, and one that a production connector breaks daily.

    `arguments` (readReport) is not deterministic. A filter may hold one operator only, yet
    payloads/req_estuary_get_records_at_request_5.xml sends two side by side.
    """
    if declaration.get("name") == "arguments":
        del declaration[:]
    if declaration.get("name") == "filteroption":
        declaration[0].set("maxOccurs", "unbounded")


def _undefined(reference: Element) -> Problem:
    """No entity is ever expanded here, so none is defined."""
    words = f"Entity '{reference.text.strip('&;') if reference.text else ''}' not defined"
    place = f"Line: {reference.sourceline}, column: 0."
    return Problem("XL03000003", f"XML Parse schema error: Fatal Error 26: {words}. {place}")


def _problems(log: etree._ListErrorLog) -> list[Problem]:
    entries = list(log)[:_MANY]
    return [Problem("XL03000003", _sentence(entry)) for entry in entries] or [
        Problem("XL03000003", "XML Parse schema error: Fatal Error 4: Document is empty.")
    ]


def _sentence(entry: etree._LogEntry) -> str:
    message = entry.message.rstrip(". ")
    place = f"Line: {entry.line}, column: {entry.column}."
    return f"XML Parse schema error: {_LEVELS[entry.level]} {entry.type}: {message}. {place}"
