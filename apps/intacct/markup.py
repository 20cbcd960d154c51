"""Elements of a request before they are bytes.

A `Tag` is plain data: it can be rendered any number of times, from any thread, and its repr
shows no content, because some of it is passwords.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

# XML 1.0 §2.2, production [2] Char: everything else cannot be written, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Tag:
    name: str
    text: str = field(default="", repr=False)
    children: tuple["Tag", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def tag(name: str, *content: "Tag | str", **attributes: str) -> Tag:
    """An element with either one text or any number of children.

    Raises ValueError, naming the element but not the value, for characters XML cannot carry.
    """
    text = "".join(part for part in content if isinstance(part, str))
    children = tuple(part for part in content if isinstance(part, Tag))
    for value in (text, *attributes.values()):
        if _UNWRITABLE.search(value):
            raise ValueError(f"{name} holds a character that XML cannot carry")
    return Tag(name, text, children, tuple(attributes.items()))


def render(root: Tag) -> bytes:
    """The document as UTF-8 bytes with its XML declaration; whitespace is kept byte for byte."""
    return etree.tostring(_element(root), xml_declaration=True, encoding="UTF-8")


def _element(tag: Tag) -> etree._Element:
    element = etree.Element(tag.name, dict(tag.attributes))
    element.text = tag.text or None
    element.extend([_element(child) for child in tag.children])
    return element
