import time

import pytest

from apps.intacct import Unclear
from apps.intacct.document import MAX_DEPTH, MAX_MARKUP, parse
from tests.intacct.gateway import answer

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
LAUGHS = f'<!DOCTYPE r [<!ENTITY a0 "lol">{ENTITIES}]><r>&a8;</r>'
QUADRATIC = f'<!DOCTYPE r [<!ENTITY a "{"A" * 70_000}">]><r>{"&a;" * 90}</r>'


def reason(body: str | bytes, **headers: str) -> str:
    with pytest.raises(Unclear) as caught:
        parse(answer(body, **headers))
    return caught.value.reason


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<a>é</a>".encode(), ""),
        ("<a>é</a>".encode("utf-8-sig"), ""),
        ("<a>é</a>".encode("utf-16"), ""),
        ("<a>é</a>".encode("iso8859-1"), "text/xml; charset=ISO-8859-1"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".encode("iso8859-1"), ""),
        ('<?xml version="1.0" encoding="UTF-8"?><a>é</a>'.encode(), "text/xml;charset=iso-8859-1"),
        ("<a>é</a>".encode("iso8859-1"), "text/xml; charset=utf-8"),
        ("<a>é</a>".encode(), "text/xml; charset=klingon"),
        ("<a>é</a>".encode(), "text/xml; charset=rot13"),
    ],
)
def test_each_encoding_is_understood(body: bytes, content_type: str) -> None:
    assert parse(answer(body, Content_Type=content_type)).text == "é"


def test_namespaces_are_removed() -> None:
    root = parse(answer('<a xmlns="urn:x" xmlns:p="urn:y"><p:b>1</p:b></a>'))

    assert root.tag == "a"
    assert root.findtext("b") == "1"


def test_comments_and_processing_instructions_are_removed() -> None:
    root = parse(answer("<?pi?><a><!-- x -->1<!-- y -->2<?pi?></a>"))

    assert root.text == "12"


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE r><r/>",
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd"><r/>',
        LAUGHS,
        QUADRATIC,
        '<?xml version="1.0"?><!-- <a> --><!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>',
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-8-sig"),
    ],
)
def test_any_doctype_is_refused_at_once(body: str | bytes) -> None:
    started = time.perf_counter()

    assert reason(body) == "doctype"
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 200, 70_000])
def test_deep_nesting_is_refused_at_once(depth: int) -> None:
    started = time.perf_counter()

    assert reason("<a>" * depth + "</a>" * depth) in {"too_deep", "not_xml"}
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("piece", ["<a/>", "<a>", 'x="" '])
def test_more_markup_than_an_answer_has_is_refused_unparsed(piece: str) -> None:
    assert reason(f"<response>{piece * (MAX_MARKUP + 1)}</response>") == "oversize"


def test_the_deepest_allowed_is_read() -> None:
    assert parse(answer("<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH)).tag == "a"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"<html>", "html"),
        (b"<response>&nbsp;</response>", "not_xml"),
        (b"<response>\x00</response>", "not_xml"),
        (b"<response>", "not_xml"),
        (b"\xff\xfe<\x00", "not_xml"),
        (b"<response/><response/>", "several_roots"),
        (b"<response/>trailing garbage", "several_roots"),
        (b"<a/><b/>", "several_roots"),
    ],
)
def test_what_is_not_one_document_says_why(body: bytes, told: str) -> None:
    assert reason(body) == told


def test_one_response_among_several_roots_is_found() -> None:
    body = '<?xml version="1.0"?><junk/><?xml version="1.0"?><response><control/></response>'

    root = parse(answer(body))

    assert root.tag == "response"
    assert root.getparent() is None


def test_a_refusal_shows_nothing_of_the_body() -> None:
    with pytest.raises(Unclear) as caught:
        parse(answer("<canary>"))

    assert "canary" not in repr(caught.value) + str(caught.value)
    assert caught.value.__context__ is None
