"""Rules on order and completeness: what a step rests on comes before it, and a step can end."""

from collections.abc import Iterator

from apps.checklists.guide.conditions import Condition
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.purposes import UNPROBED
from apps.checklists.guide.steps import Step
from apps.checklists.guide.walk import Found, leaves, placed_steps


def decided_before(guide: Guide) -> Iterator[Found]:
    """A condition compares a decision made in an earlier step with one of its options."""
    options: dict[str, set[str]] = {}
    for place, step in placed_steps(guide):
        yield from _undecided_in(step, place, options)
        if step.decision:
            taken = {option.value for option in step.decision.options}
            options[step.decision.variable] = taken


def needed_before(guide: Guide) -> Iterator[Found]:
    """A step needs earlier steps only, so that no two wait for each other."""
    later = {step.id for step in guide.steps}
    for place, step in placed_steps(guide):
        for at, needed in enumerate(step.needs):
            if needed in later:
                yield (*place, "needs", at), f'Step "{needed}" must come before "{step.id}".'
        later.discard(step.id)


def asked_of_the_customer(guide: Guide) -> Iterator[Found]:
    """A step asks for what the customer owns, once for each entity only if it may repeat."""
    variables = {each.name: each for each in guide.variables}
    for place, step in placed_steps(guide):
        scope = "entity" if step.repeat else "tenant"
        for at, variable in enumerate(map(variables.get, step.asks)):
            if variable and variable.owner != "customer":
                yield (*place, "asks", at), f'The customer does not own "{variable.name}".'
            if variable and variable.scope != scope:
                yield (*place, "asks", at), f'Here the scope of "{variable.name}" must be {scope}.'


def repeated_over_a_list(guide: Guide) -> Iterator[Found]:
    """A step repeats over a list that an earlier step asked for."""
    lists: set[str] = set()
    kinds = {each.name: each.kind for each in guide.variables}
    for place, step in placed_steps(guide):
        if step.repeat and step.repeat.of not in lists:
            yield (*place, "repeat", "of"), f'No earlier step asks for a list "{step.repeat.of}".'
        lists |= {name for name in step.asks if kinds.get(name) == "list"}


def can_end(guide: Guide) -> Iterator[Found]:
    """A step ends by a probe, a decision, an answer or the customer's word."""
    for place, step in placed_steps(guide):
        proven = step.serves - UNPROBED
        if not (proven or step.decision or step.asks or step.attest):
            yield place, f'Nothing can show that step "{step.id}" is done: give it an "attest".'


def told_of_own_purposes(guide: Guide) -> Iterator[Found]:
    """A trouble speaks of a purpose that its step serves."""
    for place, step in placed_steps(guide):
        for at, trouble in enumerate(step.troubles):
            if trouble.purpose and trouble.purpose not in step.serves:
                spot = (*place, "troubles", at, "purpose")
                yield spot, f'Step "{step.id}" does not serve "{trouble.purpose}".'


def _undecided_in(step: Step, place: Place, options: dict[str, set[str]]) -> Iterator[Found]:
    for spot, leaf in leaves(step, place):
        for clause in leaf.clauses if isinstance(leaf, Condition) else ():
            if clause.decision not in options:
                yield spot, f'No earlier step decides "{clause.decision}".'
            elif clause.option not in options[clause.decision]:
                yield spot, f'"{clause.decision}" has no option "{clause.option}".'
