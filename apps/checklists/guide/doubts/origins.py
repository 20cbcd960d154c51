"""Doubts about origins: prerequisites that no step uses, words that nobody vouches for."""

from collections.abc import Iterator

from apps.checklists.guide.cover import Prerequisite
from apps.checklists.guide.decisions import Option
from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.instructions import Instruction, Note
from apps.checklists.guide.marks import Place
from apps.checklists.guide.steps import Trouble
from apps.checklists.guide.strict import Sourced
from apps.checklists.guide.variables import Variable
from apps.checklists.guide.walk import STEP_DEPTH, parts

_VOUCHED = (Instruction, Note, Trouble, Option, Variable, Prerequisite)


def unused_prerequisites(sight: Sight) -> Iterator[Doubt]:
    """A prerequisite that no step requires (X19)."""
    required = {name for step in sight.guide.steps for name in step.requires}
    for at, each in enumerate(sight.guide.prerequisites):
        if each.id not in required:
            sentence = f'No step requires the prerequisite "{each.id}".'
            yield Doubt(("prerequisites", at), "unused-prerequisite", each.id, sentence)


def unsourced(sight: Sight) -> Iterator[Doubt]:
    """Where a guide names its sources at all: the vendor's words that name none."""
    sourced = dict(parts(sight.guide, Sourced))
    if not any(part.seed for part in sourced.values()):
        return
    for place, part in sourced.items():
        if isinstance(part, _VOUCHED) and not _vouched(place, sourced):
            sentence = 'Nothing says where this comes from: add "seed", or "by: editor".'
            yield Doubt(place, "unsourced", _about(place, sight), sentence)


def _vouched(place: Place, sourced: dict[Place, Sourced]) -> bool:
    holders = (sourced.get(place[:end]) for end in range(len(place) + 1))
    return any(part is not None and (part.seed or part.by == "editor") for part in holders)


def _about(place: Place, sight: Sight) -> str:
    if place[0] == "sections" and len(place) >= STEP_DEPTH:
        return sight.guide.sections[int(place[1])].steps[int(place[3])].id
    if place[0] == "variables":
        return sight.guide.variables[int(place[1])].name
    return str(place[0])
