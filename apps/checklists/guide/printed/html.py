"""Writes blocks as one HTML file that needs nothing else and prints well. Words stay words."""

from collections.abc import Iterable
from html import escape

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

STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4, h5 { line-height: 1.25; break-after: avoid; margin-block: 1.5em 0.5em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; }
tr, aside, li > p { break-inside: avoid; }
aside { border-inline-start: 0.25rem solid; padding-inline-start: 0.75rem; margin-block: 1rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.blank { display: inline-block; border-block-end: 1px solid; padding-inline: 4rem 0.25rem; }
.blank { font-size: 0.75em; }
@page { margin: 2cm; }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; } h2 { break-before: auto; } }
"""

_TAGS = {"value": "code", "strong": "strong"}


def write(title: str, language: str, blocks: Iterable[Block]) -> str:
    """The blocks as a whole HTML document."""
    body = "\n".join(map(_block, blocks))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(level, line):
            return f"<h{level}>{_line(line)}</h{level}>"
        case Paragraph(line):
            return f"<p>{_line(line)}</p>"
        case Aside(line, warning):
            kind = ' class="warning"' if warning else ""
            return f"<aside{kind}><p>{_line(line)}</p></aside>"
        case Listing(items, first):
            inner = "\n".join(f"<li>{''.join(map(_block, item))}</li>" for item in items)
            numbered = f'<ol start="{first}">\n{inner}\n</ol>'
            return f"<ul>\n{inner}\n</ul>" if first is None else numbered
        case Table(head, rows):
            return _table(head, rows)


def _table(head: tuple[str, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
    titles = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    lines = (f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>" for row in rows)
    body = "\n".join(lines)
    return f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _line(line: Line) -> str:
    return "".join(map(_run, line)).strip()


def _run(run: Run) -> str:
    words = escape(run.words)
    if run.kind == "blank":
        return f'<span class="blank">{words}</span>'
    tag = _TAGS.get(run.kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
