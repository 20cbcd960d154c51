"""Goes through a guide part by part, knowing the place of each in its file."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Instruction
from apps.checklists.guide.marks import Place
from apps.checklists.guide.steps import Step

Found = tuple[Place, str]
"""Where a rule is broken, and the sentence that says so."""


STEP_DEPTH = 4
"""How long a step's place is: sections, which, steps, which."""

P = TypeVar("P", bound=BaseModel)


def leaves(part: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Every value in the part that holds no others, with its place, in the order of the format."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from leaves(getattr(part, name), (*place, name))
    elif isinstance(part, tuple):
        for at, item in enumerate(part):
            yield from leaves(item, (*place, at))
    else:
        yield place, part


def parts(part: object, kind: type[P], place: Place = ()) -> Iterator[tuple[Place, P]]:
    """Every part of that kind within, with its place, outer ones first."""
    if isinstance(part, kind):
        yield place, part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from parts(getattr(part, name), kind, (*place, name))
    elif isinstance(part, tuple):
        for at, item in enumerate(part):
            yield from parts(item, kind, (*place, at))


def placed_steps(guide: Guide) -> Iterator[tuple[Place, Step]]:
    """Every step with its place, in the order of the walk."""
    for at, section in enumerate(guide.sections):
        for position, step in enumerate(section.steps):
            yield ("sections", at, "steps", position), step


def placed_instructions(guide: Guide) -> Iterator[tuple[Place, Step, Instruction]]:
    """Every instruction with its place and its step, in the order of the walk."""
    for place, step in placed_steps(guide):
        for at, instruction in enumerate(step.instructions):
            yield (*place, "instructions", at), step, instruction
