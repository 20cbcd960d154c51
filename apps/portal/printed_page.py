"""The whole guide on paper, every branch, with this customer's values filled in; never a secret."""

from dataclasses import dataclass
from datetime import datetime

from apps.checklists.guide import render
from apps.checklists.guide.format import Guide
from apps.checklists.guide.printed.blocks import Block, Listing
from apps.checklists.guide.variables import Variable
from apps.core.clock import now
from apps.portal.walk import Walk


@dataclass(frozen=True)
class Piece:
    """A block of the paper, by its kind: heading, paragraph, aside, table or listing."""

    kind: str
    block: Block
    items: list[list["Piece"]]  # of a listing


@dataclass(frozen=True)
class PrintedPage:
    """What the printed guide says, and of when it is."""

    title: str
    company: str
    environment: str
    version: int
    at: datetime
    pieces: list[Piece]
    hub_url: str


def printed_page(walk: Walk) -> PrintedPage:
    """Assemble the page of a connection."""
    return PrintedPage(
        title=walk.guide.title.render(walk.values),
        company=walk.connection.company_id,
        environment=walk.connection.get_environment_display(),
        version=walk.guide.version,
        at=now(),
        pieces=[_piece(block) for block in render.blocks(_filled(walk))],
        hub_url=walk.hub_url(),
    )


def _piece(block: Block) -> Piece:
    items = block.items if isinstance(block, Listing) else ()
    kind = type(block).__name__.lower()
    return Piece(kind, block, [[_piece(inner) for inner in item] for item in items])


def _filled(walk: Walk) -> Guide:
    """The guide with what the customer answered as if it were fixed: what is open stays blank."""
    variables = tuple(_fixed(each, walk.values) for each in walk.guide.variables)
    return walk.guide.model_copy(update={"variables": variables})


def _fixed(variable: Variable, values: dict[str, str]) -> Variable:
    value = values.get(variable.name, "")
    if variable.secret or variable.scope == "entity" or not value:
        return variable
    return variable.model_copy(update={"value": value, "derived": None})
