"""Doubts about branches: what never applies, and what excludes what it needs."""

from collections.abc import Iterator

from apps.checklists.guide.conditions import ALWAYS, Condition
from apps.checklists.guide.coverage import can_hold
from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.marks import Place
from apps.checklists.guide.steps import Step
from apps.checklists.guide.walk import STEP_DEPTH, leaves, placed_steps

INSTRUCTION_DEPTH = STEP_DEPTH + 2


def dead(sight: Sight) -> Iterator[Doubt]:
    """A condition that holds under no decisions, together with those of what holds it."""
    for place, step in placed_steps(sight.guide):
        for spot, leaf in leaves(step, place):
            if isinstance(leaf, Condition) and leaf != ALWAYS:
                whole = _outer(step, spot) & leaf
                if not can_hold(sight.guide, whole):
                    yield Doubt(spot, "dead-condition", step.id, f'"{whole}" is never true.')


def needs_what_it_excludes(sight: Sight) -> Iterator[Doubt]:
    """A step whose condition leaves out every case in which what it needs applies."""
    steps = {step.id: step for step in sight.guide.steps}
    for place, step in placed_steps(sight.guide):
        for at, needed in enumerate(step.needs):
            if not can_hold(sight.guide, step.when & steps[needed].when):
                sentence = f'Step "{step.id}" needs "{needed}", and never applies together with it.'
                yield Doubt((*place, "needs", at), "contradiction", step.id, sentence)


def _outer(step: Step, spot: Place) -> Condition:
    if spot[STEP_DEPTH] == "when":
        return ALWAYS
    instruction = spot[STEP_DEPTH] == "instructions" and len(spot) > INSTRUCTION_DEPTH + 1
    inner = step.instructions[int(spot[STEP_DEPTH + 1])].when if instruction else ALWAYS
    return step.when & inner
