"""Rules on every combination of decisions: each finding has one home, each text its values."""

from collections.abc import Iterator
from itertools import product

from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import PROBED
from apps.checklists.guide.steps import Step
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import Found, leaves, placed_steps


def combinations(guide: Guide) -> Iterator[dict[str, str]]:
    """Every way to decide: decision variable to option."""
    decisions = guide.decisions
    options = [[option.value for option in each.options] for each in decisions]
    for taken in product(*options):
        yield {each.variable: option for each, option in zip(decisions, taken, strict=True)}


def one_home_each(guide: Guide) -> Iterator[Found]:
    """Whatever is decided, each purpose that a probe can disprove has exactly one step."""
    for decisions in combinations(guide):
        steps = guide.steps_for(decisions)
        for purpose in PROBED[guide.auth]:
            serving = [step.id for step in steps if purpose in step.serves]
            if len(serving) != 1:
                who = " and ".join(serving) or "no step"
                yield ("sections",), f'With {_spelled(decisions)}, {who} serves "{purpose}".'


def named_while_repeating(guide: Guide) -> Iterator[Found]:
    """What a step repeats over is mentioned only where it does repeat."""
    places = {step.id: place for place, step in placed_steps(guide)}
    each = {step.id: step.repeat.each for step in guide.steps if step.repeat}
    for decisions in combinations(guide):
        for step in guide.steps_for(decisions):
            if step.repeat is None and each.get(step.id) in _mentioned(step):
                sentence = f'With {_spelled(decisions)}, "{each[step.id]}" has no value here.'
                yield places[step.id], sentence


def _mentioned(step: Step) -> set[str]:
    return {name for _, leaf in leaves(step) if isinstance(leaf, Text) for name in leaf.names}


def _spelled(decisions: dict[str, str]) -> str:
    return ", ".join(f"{name} = {option}" for name, option in decisions.items()) or "no decisions"
