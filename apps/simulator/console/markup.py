"""Small pieces of HTML, every text escaped. A `Piece` is markup; a `str` is text."""

from collections.abc import Iterable
from html import escape

_COPIES = 'autocomplete="off" autocapitalize="off" spellcheck="false"'


class Piece(str):
    """Markup that is ready to stand in a page."""

    __slots__ = ()


def text(words: str) -> Piece:
    """Words as they are, whatever they hold."""
    return words if isinstance(words, Piece) else Piece(escape(words))


def joined(*parts: str) -> Piece:
    return Piece("".join(text(part) for part in parts))


def element(tag: str, *parts: str, **attributes: str | bool) -> Piece:
    """One element; `True` makes an attribute without a value, `False` leaves it out."""
    return Piece(f"<{tag}{_written(attributes)}>{joined(*parts)}</{tag}>")


def link(words: str, href: str) -> Piece:
    return element("a", words, href=href)


def field(label: str, name: str, value: str = "", *, kind: str = "text") -> Piece:
    """A labeled input; what is typed into it is nobody's business but the page's."""
    typed = f'<input id="{escape(name)}" name="{escape(name)}" type="{kind}"'
    return joined(
        element("label", label, **{"for": name}),
        Piece(f'{typed} value="{escape(value)}" {_COPIES}>'),
    )


def choice(label: str, name: str, options: Iterable[str], chosen: str = "") -> Piece:
    """A labeled list to choose one of."""
    rows = [element("option", each, value=each, selected=each == chosen) for each in options]
    return joined(
        element("label", label, **{"for": name}), element("select", *rows, id=name, name=name)
    )


def several(legend: str, name: str, options: Iterable[tuple[str, str]], chosen: set[str]) -> Piece:
    """Boxes to tick, as (value, label)."""
    boxes = [box(label, name, value, ticked=value in chosen) for value, label in options]
    return element("fieldset", element("legend", legend), *boxes)


def box(label: str, name: str, value: str, *, ticked: bool, kind: str = "checkbox") -> Piece:
    """One box, or one of several radio buttons, with its label."""
    mark = " checked" if ticked else ""
    spot = f'<input type="{kind}" name="{escape(name)}" value="{escape(value)}"{mark}>'
    return element("label", Piece(spot), " ", label, **{"class": "box"})


def form(action: str, *parts: str, button: str) -> Piece:
    return element(
        "form", *parts, element("button", button, name="press", value=button),
        method="post", action=action,
    )  # fmt: skip


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Piece:
    """A table with a caption; a sentence instead where it has no rows."""
    lines = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    if not lines:
        return joined(element("h2", caption), element("p", "There are none."))
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    return element("table", element("caption", caption), head, *lines)


def _written(attributes: dict[str, str | bool]) -> str:
    kept = [(name, value) for name, value in attributes.items() if value is not False]
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in kept
    )
