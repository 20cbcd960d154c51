"""Bytes that claim to be XML, read without trusting them.

Refused: any DOCTYPE, before parsing (so no entity of any kind), more than `MAX_DEPTH` levels,
more than `MAX_MARKUP` tags and attributes (a tree costs some 130 bytes for each, however short it
was on the wire), two answers in one body. Corpus: goal E6 and rows iF9 to iF14 of
../shared/reference/security-reliability.md.
"""

import codecs
import re

from lxml import etree

from apps.intacct.errors import Unclear, UnclearReason
from apps.intacct.exchange import HttpAnswer

MAX_DEPTH = 64
MAX_MARKUP = 150_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = {"iso-8859-1": "iso8859-1", "latin1": "iso8859-1", "windows-1252": "cp1252"}
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]{1,40})")
_DECLARATION = re.compile(rb"<\?xml\s[^>]{0,200}\?>")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")


def parse(answer: HttpAnswer) -> etree._Element:
    """The root element of the body, its namespaces removed.

    Raises `Unclear` (html, empty, not_xml, doctype, oversize, too_deep, several_roots).
    """
    found = _read(_decode(answer.body, answer.header("Content-Type")))
    if isinstance(found, UnclearReason):
        raise Unclear(found, http_status=answer.status)
    return found


def _decode(body: bytes, content_type: str) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    declared, charset = _DECLARED.match(body), _CHARSET.search(content_type)
    # The document before the header: front ends stamp a default charset on bodies they never read.
    name = declared[1].decode() if declared else charset[1] if charset else "utf-8"
    try:
        return body.decode(_SINGLE_BYTE.get(name.lower(), "utf-8"))
    except UnicodeDecodeError:
        # Latin-1 decodes anything: a wrong letter in a description beats losing the answer.
        return body.decode("iso8859-1")


def _read(text: str) -> etree._Element | UnclearReason:
    if not text.strip():
        return UnclearReason.EMPTY
    if "<html" in text[:1024].lower():
        return UnclearReason.HTML
    if "<!DOCTYPE" in text:
        return UnclearReason.DOCTYPE
    if text.count("<") + text.count("=") > MAX_MARKUP:
        return UnclearReason.OVERSIZE
    raw = text.encode()
    del text  # up to four times its bytes, and no longer needed
    root = _parse_bytes(raw)
    return _only_response(raw) if root is None else _checked(root)


def _parse_bytes(raw: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None


def _only_response(raw: bytes) -> etree._Element | UnclearReason:
    """The one `response` of a body that is several documents in a row (seen by fylein)."""
    root = _parse_bytes(b"<several>%b</several>" % _DECLARATION.sub(b"", raw))
    if root is None or len(root) == 0:
        return UnclearReason.NOT_XML
    responses = [child for child in root if etree.QName(child).localname == "response"]
    stray = "".join([root.text or "", *(child.tail or "" for child in root)])
    if len(responses) != 1 or stray.strip():
        return UnclearReason.SEVERAL_ROOTS
    root.remove(responses[0])
    return _checked(responses[0])


def _checked(root: etree._Element) -> etree._Element | UnclearReason:
    if _TOO_DEEP(root):
        return UnclearReason.TOO_DEEP
    for element in root.iter():
        if element.tag.startswith("{"):
            element.tag = etree.QName(element).localname
    return root
