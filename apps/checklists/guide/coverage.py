"""Rules on every way to decide: each finding has one home, each text its values.

A rule looks only at the decisions that bear on it, so that their number does not multiply.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from apps.checklists.guide.conditions import ALWAYS, ENVIRONMENT, Condition
from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import PROBED, Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import Found, leaves, placed_steps

MOST = 2000
"""More combinations than this bear on one thing only in a guide that nobody could follow."""


def combinations(guide: Guide, names: Iterable[str] | None = None) -> Iterator[dict[str, str]]:
    """Every way to decide that can come about: decision or fact to option.

    With `names`, only of those decisions and of what they hang on. A decision whose step does not
    apply is absent; the environment is there when a condition asks for it.
    """
    wanted = _bearing(guide, _names_in(guide) if names is None else frozenset(names))
    ways: Iterable[dict[str, str]] = [{}]
    if ENVIRONMENT in wanted:
        ways = [{ENVIRONMENT: each} for each in guide.environments]
    for step in guide.steps:
        if step.decision and (names is None or step.decision.variable in wanted):
            ways = _decided(ways, step)
    yield from ways


def not_too_many(guide: Guide) -> Iterator[Found]:
    """No purpose and no step hangs on more decisions than anyone could follow."""
    groups = [_served_names(guide, purpose) for purpose in PROBED[guide.auth]]
    for names in {*groups, *(_names_in(step) for step in guide.steps)}:
        if next(islice(combinations(guide, names), MOST, None), None) is not None:
            named = ", ".join(sorted(names))
            yield ("sections",), f"Too many decisions bear on one thing: {named}."


def one_home_each(guide: Guide) -> Iterator[Found]:
    """Whatever is decided, each purpose that a probe can disprove has exactly one step."""
    for purpose in PROBED[guide.auth]:
        homes = list(_homes(guide, purpose))
        for decisions in islice(combinations(guide, _served_names(guide, purpose)), MOST):
            serving = [step.id for step, when in homes if when.holds(decisions)]
            if len(serving) != 1:
                who = " and ".join(serving) or "no step"
                yield ("sections",), f'With {_spelled(decisions)}, {who} serves "{purpose}".'


def named_while_repeating(guide: Guide) -> Iterator[Found]:
    """What a step repeats over is mentioned only where it does repeat."""
    for place, step in placed_steps(guide):
        if step.repeat is None or step.repeat.when == ALWAYS:
            continue
        for decisions in islice(combinations(guide, _names_in(step)), MOST):
            applying = step.when.holds(decisions) and not step.repeat.when.holds(decisions)
            if applying and step.repeat.each in _mentioned(step.under(decisions)):
                sentence = f'With {_spelled(decisions)}, "{step.repeat.each}" has no value here.'
                yield place, sentence


def can_hold(guide: Guide, condition: Condition) -> bool:
    """Whether a condition holds in any way to decide that can come about."""
    ways = islice(combinations(guide, condition.names), MOST)
    return any(condition.holds(decisions) for decisions in ways)


def _decided(ways: Iterable[Mapping[str, str]], step: Step) -> Iterator[dict[str, str]]:
    for way in ways:
        if step.decision is None or not step.when.holds(way):
            yield dict(way)
        else:
            variable = step.decision.variable
            yield from ({**way, variable: option.value} for option in step.decision.options)


def _bearing(guide: Guide, names: frozenset[str]) -> frozenset[str]:
    """The names, and those that the asking of these depends on."""
    deciding = {step.decision.variable: step for step in guide.steps if step.decision}
    while True:
        more = {name for each in names & deciding.keys() for name in deciding[each].when.names}
        if more <= names:
            return names
        names |= more


def _names_in(part: object) -> frozenset[str]:
    conditions = (leaf for _, leaf in leaves(part) if isinstance(leaf, Condition))
    return frozenset().union(*(condition.names for condition in conditions))


def _homes(guide: Guide, purpose: Purpose) -> Iterator[tuple[Step, Condition]]:
    for step in guide.steps:
        for served in step.purposes:
            if served.purpose == purpose:
                yield step, step.when & served.when


def _served_names(guide: Guide, purpose: Purpose) -> frozenset[str]:
    return frozenset().union(*(when.names for _, when in _homes(guide, purpose)))


def _mentioned(step: Step) -> set[str]:
    return {name for _, leaf in leaves(step) if isinstance(leaf, Text) for name in leaf.names}


def _spelled(decisions: dict[str, str]) -> str:
    return ", ".join(f"{name} = {option}" for name, option in decisions.items()) or "no decisions"
