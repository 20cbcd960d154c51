"""A whole guide on paper, every branch of it, as Markdown or as one HTML file."""

from collections.abc import Iterator

from apps.checklists.guide.format import Guide
from apps.checklists.guide.printed import cover, steps
from apps.checklists.guide.printed import html as html_writer
from apps.checklists.guide.printed import markdown as markdown_writer
from apps.checklists.guide.printed.blocks import Block


def markdown(guide: Guide) -> str:
    """The guide as Markdown: fixed values filled in, blanks for the customer's."""
    return markdown_writer.write(blocks(guide))


def html(guide: Guide, *, language: str = "en") -> str:
    """The guide as one HTML document without scripts or anything to fetch, ready to print."""
    return html_writer.write(guide.title.render(guide.values), language, blocks(guide))


def blocks(guide: Guide) -> Iterator[Block]:
    """What the guide's paper is made of, for a page that writes it in its own way."""
    yield from cover.front(guide)
    for section in guide.sections:
        yield from steps.section(section, guide)
    yield from cover.back(guide)
