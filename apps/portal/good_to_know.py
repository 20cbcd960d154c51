"""What a guide says beside its steps, and at which step a reader can use it."""

import re
from dataclasses import dataclass
from typing import Any

from apps.checklists.guide.steps import Step
from apps.checklists.guide.strict import applying
from apps.checklists.guide.walk import leaves
from apps.portal.instruction_page import note_shown
from apps.portal.walk import Stop, Walk


@dataclass(frozen=True)
class GoodToKnow:
    """About the guide as a whole: what it needs, admits, leaves out, and warns of."""

    prerequisites: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    network: list[dict[str, Any]]
    out_of_scope: list[dict[str, str]]


@dataclass(frozen=True)
class Preface:
    """What the vendor says before the first step of a section."""

    text: list[str]
    notes: list[dict[str, Any]]


def good_to_know(walk: Walk, stop: Stop) -> GoodToKnow | None:
    """What to read once, at the first step; None at any other, or where there is nothing."""
    guide, values, context = walk.guide, walk.values, walk.known.context
    told = GoodToKnow(
        prerequisites=[
            {
                "text": each.text.render(values),
                "notes": [note_shown(note, values) for note in each.notes],
            }
            for each in applying(guide.prerequisites, context)
        ],
        notes=[note_shown(note, values) for note in applying(guide.notes, context)],
        network=[
            {"what": each.what.render(values), "addresses": each.addresses}
            for each in guide.network
        ],
        out_of_scope=[
            {
                "what": each.what.render(values),
                "text": each.text.render(values) if each.text else "",
                "url": each.url or "",
            }
            for each in guide.out_of_scope
        ],
    )
    return told if stop.number == 1 and any(vars(told).values()) else None


def preface(walk: Walk, stop: Stop) -> Preface | None:
    """What stands at the head of a section, at its first step that applies; else None."""
    section = walk.guide.section_of(stop.place.step.id)
    ids = {step.id for step in section.steps}
    first = next(each for each in walk.stops if each.place.step.id in ids)
    notes = applying(section.notes, walk.known.context)
    if first is not stop or not (section.text or notes):
        return None
    return Preface(
        text=[text.render(walk.values) for text in section.text],
        notes=[note_shown(note, walk.values) for note in notes],
    )


def terms_in(walk: Walk, step: Step) -> list[dict[str, str]]:
    """The words of the glossary that the step uses, under whichever of their names."""
    asked = [walk.guide.variable(name).label for name in step.asks]
    said = " ".join([*asked, *(str(leaf) for _, leaf in leaves(step) if isinstance(leaf, str))])
    return [
        {
            "term": each.term,
            "aliases": ", ".join(each.aliases),
            "means": each.means.render(walk.values),
        }
        for each in walk.guide.glossary
        if any(_says(said, name) for name in (each.term, *each.aliases))
    ]


def _says(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", words, re.IGNORECASE) is not None
