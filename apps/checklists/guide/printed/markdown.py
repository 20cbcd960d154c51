"""Writes blocks as Markdown (CommonMark with tables). Words stay words, whatever they contain."""

import re
from collections.abc import Iterable
from itertools import count, repeat
from textwrap import indent

from apps.checklists.guide.printed.blocks import (
    Aside,
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Run,
    Table,
)

BLANK = r"\_" * 12
_MARKUP = re.compile(r"([\\`*_\[\]#|~])")
_OPENING = re.compile(r"^(\d*)([-+=.)])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(blocks: Iterable[Block]) -> str:
    """The blocks as one Markdown document."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"{'#' * level} {_line(line)}"
        case Paragraph(line):
            return _opening(_line(line))
        case Aside(line, _):
            return f"> {_opening(_line(line))}"
        case Listing(items, first):
            marks = repeat("- ") if first is None else (f"{at}. " for at in count(first))
            return "\n\n".join(map(_item, items, marks))
        case Table(head, rows):
            return _table(head, rows)


def _item(item: tuple[Block, ...], mark: str) -> str:
    return mark + indent("\n\n".join(map(_block, item)), " " * len(mark))[len(mark) :]


def _table(head: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
    lines = [[_escaped(each) for each in head], ["---"] * len(head)]
    lines += [["".join(map(_cell, cell)).strip() or " " for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _line(line: Line) -> str:
    return "".join(map(_run, line)).strip()


def _cell(run: Run) -> str:
    return _run(run).replace("|", r"\|") if run.kind == "value" else _run(run)


def _run(run: Run) -> str:
    words = " ".join(run.words.split("\n"))
    if run.kind == "value":
        return _code(words)
    if run.kind == "blank":
        return f"{BLANK} ({_escaped(words)})"
    if run.kind == "strong" and words.strip():
        end = words[len(words.rstrip()) :]
        return f"**{_escaped(words.strip())}**{end}"
    return _escaped(words)


def _code(words: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}"


def _escaped(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words.translate(_ENTITIES))


def _opening(line: str) -> str:
    """A line that might begin as a list or a rule does, and must not."""
    return _OPENING.sub(r"\1\\\2", line)
