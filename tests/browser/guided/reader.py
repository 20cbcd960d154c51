"""What stands on a step's page, for whoever is to do it: read from the page, never from a guide."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

Element = Any
HERE = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"

THEIRS = "does this"  # the vendor does; a customer only looks
TYPED = "self::textarea or self::input[@type='text' or @type='password' or @type='email']"


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Instruction:
    """One thing to do: in which product, where there (any of `paths`), and what to enter.

    `values` are label and value; the value is empty where only the reader knows it. `settings` are
    told in words: some are an option to choose, others describe what to think of.
    """

    title: str
    place: str
    paths: tuple[tuple[str, ...], ...]
    words: str
    values: Pairs
    settings: Pairs


@dataclass(frozen=True)
class Sheet:
    """A step's page: its instructions, the permissions to give, and what it wants to have back."""

    title: str
    instructions: tuple[Instruction, ...]
    permissions: Pairs
    options: tuple[str, ...]
    asked: tuple[str, ...]
    is_verifiable: bool
    is_attested: bool
    is_approved: bool


@dataclass(frozen=True)
class Task:
    """A line of the hub; `url` is empty while other steps come first."""

    title: str
    url: str
    status: str


def read_sheet(page: str) -> Sheet:
    """Read a step's page from its HTML; what the vendor does itself is nobody's to do here."""
    body: Element = html.fromstring(page)
    rows = body.xpath("//*[@aria-label='Permissions to give']//tbody/tr")
    options = body.xpath("//*[@aria-labelledby='decision']//input[@type='radio']")
    fields = body.xpath(f"//*[@aria-labelledby='entries']//*[{TYPED}]")
    return Sheet(
        title=_text(body.xpath("//h1")[0]),
        instructions=tuple(_instructions(body)),
        permissions=tuple((_text(row[0]), _own(row[1])) for row in rows),
        options=tuple(_own(_label(body, each)) for each in options),
        asked=tuple(_own(_label(body, each)) for each in fields),
        is_verifiable=bool(body.xpath("//*[@id='result']")) and not _is_theirs(body),
        is_attested=bool(body.xpath("//*[@aria-labelledby='attestation']//form")),
        is_approved=bool(body.xpath("//*[@id='approval']")),
    )


def read_tasks(page: str) -> list[Task]:
    """Read the hub's list of steps from its HTML, in order."""
    return [_task(item) for item in _by_class(html.fromstring(page), "li", "tasks__item")]


def read_console_steps(page: str) -> tuple[Instruction, ...]:
    """Read what the operators' page of an application says to do in Sage's developer console."""
    body: Element = html.fromstring(page)
    items = body.xpath("//*[@aria-labelledby='console']//li[h3]")
    return tuple(_instruction(item, "In Sage's developer console") for item in items)


def _instructions(body: Element) -> Iterator[Instruction]:
    if _is_theirs(body):
        return
    heading = _heading(body)
    for item in body.xpath("//*[@aria-labelledby='instructions']//li[h3]"):
        moved = _by_class(item, "p", "place")
        heading = _text(moved[0]) if moved else heading
        yield _instruction(item, heading)


def _is_theirs(body: Element) -> bool:
    return _heading(body).endswith(THEIRS)


def _heading(body: Element) -> str:
    """What stands over the instructions; empty on a page that has none."""
    return " ".join(map(_text, body.xpath("//h2[@id='instructions']")))


def _instruction(item: Element, place: str) -> Instruction:
    paths = [
        tuple(_text(part) for part in path.xpath("./li")) for path in _by_class(item, "ol", "path")
    ]
    rows = item.xpath(".//dl/div[dt]")
    told = [row for row in rows if not row.xpath(".//@data-copy") and not _is_open(row)]
    return Instruction(
        title=_own(item.xpath("./h3")[0]),
        place=place,
        paths=tuple(paths),
        words=" ".join(_text(each) for each in item.xpath(".//p")),
        values=tuple((_own(row[0]), _copied(row)) for row in rows if row not in told),
        settings=tuple((_own(row[0]), _text(row[1][0])) for row in told),
    )


def _task(item: Element) -> Task:
    (title,), (status,) = _by_class(item, "*", "tasks__title"), _by_class(item, "*", "tasks__meta")
    name = _text(title).removeprefix(_text(title[0]))
    return Task(name, title.get("href", ""), _text(status))


def _is_open(row: Element) -> bool:
    """Whether the page says why there is no value, instead of one."""
    return bool(_by_class(row, "span", "kv__told"))


def _copied(row: Element) -> str:
    """The value as the copy button gives it, byte for byte; empty where there is none."""
    return str(next(iter(row.xpath(".//@data-copy")), ""))


def _label(body: Element, field: Element) -> Element:
    return body.xpath(f"//label[@for='{field.get('id')}']")[0]


def _own(element: Element) -> str:
    """The words of an element without those of its tags and remarks."""
    return " ".join((element.text or "").split())


def _text(element: Element) -> str:
    return " ".join(element.text_content().split())


def _by_class(within: Element, tag: str, name: str) -> list[Element]:
    return list(within.xpath(f".//{tag}[{HERE.format(name)}]"))
