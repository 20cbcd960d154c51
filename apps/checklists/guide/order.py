"""Rules on order and completeness: what a step rests on comes before it, and a step can end."""

from collections.abc import Iterator, Mapping

from apps.checklists.guide.conditions import ENVIRONMENT, Condition
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.purposes import UNPROBED
from apps.checklists.guide.walk import Found, leaves, placed_steps

Options = Mapping[str, frozenset[str]]
"""What conditions may speak of: decisions and facts, with the options of each."""


def decided_before(guide: Guide) -> Iterator[Found]:
    """A condition compares a decision made in an earlier step with its options."""
    options = {ENVIRONMENT: frozenset[str](guide.environments)}
    for place, step in placed_steps(guide):
        yield from _undecided_in(step, place, options)
        if step.decision:
            taken = frozenset(option.value for option in step.decision.options)
            options[step.decision.variable] = taken
    for name in ("prerequisites", "notes", "matrices", "senders", "users"):
        yield from _undecided_in(getattr(guide, name), (name,), options)


def suited_to_an_environment(guide: Guide) -> Iterator[Found]:
    """What is bound to an environment is bound to one that the guide is for."""
    for place, leaf in leaves(guide):
        if place[-2:-1] == ("environments",) and leaf not in guide.environments:
            yield place, f'The guide is not for the environment "{leaf}".'


def needed_before(guide: Guide) -> Iterator[Found]:
    """A step needs earlier steps only, so that no two wait for each other."""
    later = {step.id for step in guide.steps}
    for place, step in placed_steps(guide):
        for at, needed in enumerate(step.needs):
            if needed in later:
                yield (*place, "needs", at), f'Step "{needed}" must come before "{step.id}".'
        later.discard(step.id)


def repeated_over_a_list(guide: Guide) -> Iterator[Found]:
    """A step repeats over a list that an earlier step asked for."""
    lists: set[str] = set()
    kinds = {each.name: each.kind for each in guide.variables}
    for place, step in placed_steps(guide):
        if step.repeat and step.repeat.of and step.repeat.of not in lists:
            yield (*place, "repeat", "of"), f'No earlier step asks for a list "{step.repeat.of}".'
        lists |= {name for name in step.asks if kinds.get(name) == "list"}


def can_end(guide: Guide) -> Iterator[Found]:
    """A step ends by a probe, a decision, an answer or someone's word."""
    for place, step in placed_steps(guide):
        proven = step.serves - UNPROBED
        if not (proven or step.decision or step.asks or step.attest):
            yield place, f'Nothing can show that step "{step.id}" is done: give it an "attest".'
        if step.skip_if_done and not proven:
            spot = (*place, "skip_if_done")
            yield spot, f'Nothing verifies "{step.id}" when it is skipped: give it a purpose.'


def told_of_own_purposes(guide: Guide) -> Iterator[Found]:
    """A trouble speaks of a purpose that its step serves."""
    for place, step in placed_steps(guide):
        for at, trouble in enumerate(step.troubles):
            if trouble.purpose and trouble.purpose not in step.serves:
                spot = (*place, "troubles", at, "purpose")
                yield spot, f'Step "{step.id}" does not serve "{trouble.purpose}".'


def _undecided_in(part: object, place: Place, options: Options) -> Iterator[Found]:
    for spot, leaf in leaves(part, place):
        for clause in leaf.clauses if isinstance(leaf, Condition) else ():
            if clause.decision not in options:
                yield spot, f'No earlier step decides "{clause.decision}".'
                continue
            for option in sorted(set(clause.options) - options[clause.decision]):
                yield spot, f'"{clause.decision}" has no option "{option}".'
