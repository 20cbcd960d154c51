"""Doubts about values: no rule, nobody who gets them, two of them in one field."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from apps.checklists.guide.conditions import Condition
from apps.checklists.guide.coverage import can_hold
from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.steps import Step
from apps.checklists.guide.variables import Variable
from apps.checklists.guide.walk import placed_steps


class Entered(NamedTuple):
    """A fixed value entered in a field of a page."""

    place: Place
    step: str
    field: tuple[str, ...]
    value: str
    when: Condition


def without_rule(sight: Sight) -> Iterator[Doubt]:
    """Free text of the customer's that anything would satisfy."""
    for at, each in enumerate(sight.guide.variables):
        if each.owner == "customer" and each.kind in {"text", "list"} and not _ruled(each):
            sentence = f'Nothing says what "{each.name}" may look like: give it a rule.'
            yield Doubt(("variables", at), "variable-without-rule", each.name, sentence)


def without_recipient(sight: Sight) -> Iterator[Doubt]:
    """A secret that nobody is said to keep."""
    asked = {name for step in sight.guide.steps for name in step.asks}
    for at, each in enumerate(sight.guide.variables):
        if each.secret and each.name not in asked and each.recipient is None:
            sentence = f'Nobody receives the secret "{each.name}": give it a "recipient".'
            yield Doubt(("variables", at), "secret-without-recipient", each.name, sentence)


def entered_differently(sight: Sight) -> Iterator[Doubt]:
    """Two values for one field of one page, where both may apply."""
    for first, other in combinations(_entered(sight.guide), 2):
        same = first.field == other.field and first.value != other.value
        if same and can_hold(sight.guide, first.when & other.when):
            sentence = (
                f'"{other.field[-1]}" gets "{other.value}" here and "{first.value}" '
                f'in step "{first.step}".'
            )
            yield Doubt(other.place, "contradiction", other.step, sentence)


def _ruled(variable: Variable) -> bool:
    rules = (
        variable.exact_case,
        variable.pattern,
        variable.max_length,
        variable.sentinels,
        variable.derived,
        variable.generated_by,
    )
    return any(rules)


def _entered(guide: Guide) -> list[Entered]:
    return [each for place, step in placed_steps(guide) for each in _entered_in(step, place, guide)]


def _entered_in(step: Step, place: Place, guide: Guide) -> Iterator[Entered]:
    page: tuple[str, ...] = ()
    for at, instruction in enumerate(step.instructions):
        page = tuple(segment.casefold() for segment in instruction.path or ()) or page
        for position, value in enumerate(instruction.values):
            fixed = guide.variable(value.variable).value
            if fixed is not None and page:
                yield Entered(
                    place=(*place, "instructions", at, "values", position),
                    step=step.id,
                    field=(instruction.place, step.user or "", *page, value.label),
                    value=fixed,
                    when=step.when & instruction.when & value.when,
                )
