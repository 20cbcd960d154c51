"""The few words of XML the simulator speaks."""

from lxml import etree
from lxml.etree import _Element

Element = _Element


def node(tag: str, *content: str | Element, **attributes: str) -> Element:
    """An element with text or children."""
    element = etree.Element(tag, attributes)
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def text(parent: Element, path: str) -> str:
    """The text at the path, empty when there is none; never trimmed."""
    return parent.findtext(path) or ""
