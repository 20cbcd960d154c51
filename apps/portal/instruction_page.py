"""One numbered action of a step: where it is done, what to enter, what the page asks back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.urls import reverse

from apps.checklists.guide.instructions import WHERE, Instruction, Note, Picture
from apps.checklists.guide.steps import Step
from apps.portal.matrix_table import MatrixTable, matrix_table
from apps.portal.pictures import picture_file
from apps.portal.value_rows import ValueRow, value_row
from apps.portal.walk import Walk
from apps.portal.who import OF_THE_VENDOR

ICONS = {
    "intacct": "building",
    "developer_console": "code",
    "sage_website": "external",
    "vendor_product": "plug",
    "mail": "mail",
    "phone": "phone",
}
HEADINGS = {"mail": "In your mailbox", "phone": "On the phone", "intacct": "In Sage Intacct"}
MIXED, NOTHING_TO_DO = "What to do", "What this is about"
Values = dict[str, str]


@dataclass(frozen=True)
class InstructionPage:
    """An action ready to show; `moves` where it is in another place than the one before it."""

    title: str
    optional: bool
    place: str
    icon: str
    moves: bool
    url: str
    path: list[str]
    path_variants: list[dict[str, Any]]
    text: list[str]
    values: list[ValueRow]
    settings: list[dict[str, str]]
    matrix: MatrixTable | None
    confirms: list[dict[str, str]]
    pictures: list[dict[str, str]]
    files: list[dict[str, Any]]
    notes: list[dict[str, Any]] = field(default_factory=list)


def instruction_pages(walk: Walk, step: Step, values: Values) -> list[InstructionPage]:
    """The actions of a step, in order."""
    before = step.instructions[0].place if in_one_place(step) else ""
    places = [before, *(each.place for each in step.instructions)]
    moves = [one != other for one, other in pairwise(places)]
    return [
        _page(walk, each, values, moves=moved)
        for each, moved in zip(step.instructions, moves, strict=True)
    ]


def heading_of(walk: Walk, step: Step) -> str:
    """Where the step is done, where that is one place."""
    if not step.instructions:
        return NOTHING_TO_DO
    if not in_one_place(step):
        return MIXED
    place = step.instructions[0].place
    if place == "intacct" and not step.in_intacct:
        return NOTHING_TO_DO
    return _in(walk, place)


def in_one_place(step: Step) -> bool:
    """Whether nobody has to leave one product for another to do the step."""
    return len({each.place for each in step.instructions}) == 1


def paths_checked(step: Step) -> tuple[date, date] | None:
    """When the menu paths were last looked up, the oldest and the newest; None where none was."""
    days = sorted(_days(step))
    return (days[0], days[-1]) if days else None


def note_shown(note: Note, values: Values) -> dict[str, Any]:
    """A remark; what is ours is marked, since everything else is the vendor's word."""
    return {
        "text": note.text.render(values),
        "ours": note.by == "editor",
        "warning": note.severity == "warning",
    }


def _page(walk: Walk, item: Instruction, values: Values, *, moves: bool) -> InstructionPage:
    context = walk.known.context
    return InstructionPage(
        title=item.title.render(values),
        optional=item.optional,
        place=_in(walk, item.place),
        icon=ICONS[item.place],
        moves=moves,
        url=item.url or "",
        path=list(item.path or ()),
        path_variants=[
            {"label": each.label, "path": each.path, "release": each.release or ""}
            for each in item.path_variants
        ],
        text=[text.render(values) for text in item.text],
        values=[value_row(each, walk.guide, values) for each in item.values],
        settings=[
            {"label": each.field, "value": each.value.render(values)} for each in item.settings
        ],
        matrix=matrix_table(item.matrix, walk.guide, context=context, values=values)
        if item.matrix
        else None,
        confirms=[
            {"asks": each.asks.render(values), "answer": each.answer.render(values)}
            for each in item.confirms
        ],
        pictures=[_picture(walk, each, values) for each in item.pictures],
        files=[
            {
                "name": each.name,
                "down": each.direction == "down",
                "what": each.what.render(values),
                "secret": each.secret,
            }
            for each in item.files
        ],
        notes=[note_shown(note, values) for note in item.notes],
    )


def _picture(walk: Walk, picture: Picture, values: Values) -> dict[str, str]:
    name = picture.file if picture.file and picture_file(walk.guide, picture.file) else ""
    args = [walk.connection.tenant.slug, walk.connection.id, name]
    url = reverse("portal:picture", args=args) if name else ""
    return {"alt": picture.alt.render(values), "url": url}


def _in(walk: Walk, place: str) -> str:
    where = WHERE[place].replace(OF_THE_VENDOR, walk.guide.vendor.product)
    return HEADINGS.get(place, f"In {where}")


def _days(step: Step) -> Iterator[date]:
    for item in step.instructions:
        if item.path and item.path_checked:
            yield item.path_checked
        yield from (each.checked for each in item.path_variants if each.checked)
