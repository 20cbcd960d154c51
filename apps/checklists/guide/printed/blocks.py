"""What a printed page is made of. Every word is plain text: only the writers know any markup."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """A stretch of a line: words, a value to type as it is, words that stand out, or a blank."""

    words: str
    kind: Literal["plain", "value", "strong", "blank"] = "plain"


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    line: Line


@dataclass(frozen=True)
class Aside:
    """A remark beside the text: a warning, or a note."""

    line: Line
    warning: bool


@dataclass(frozen=True)
class Listing:
    """Items one below the other, each made of blocks; numbered from `first`, or bulleted."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Aside | Listing | Table


def plain(words: str) -> Line:
    """A line of nothing but words."""
    return (Run(words),)


def strong(words: str) -> Line:
    """A line that stands out."""
    return (Run(words, "strong"),)
