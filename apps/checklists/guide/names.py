"""Rules on names: each is defined once, exists where it is used, and is of use."""

from collections.abc import Iterable, Iterator

from apps.checklists.guide.conditions import ENVIRONMENT
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.references import (
    ApplicationCode,
    MatrixId,
    MessageId,
    PrerequisiteId,
    Reference,
    SectionId,
    StepId,
    UserId,
    VariableName,
)
from apps.checklists.guide.steps import Step
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import STEP_DEPTH, Found, leaves, placed_steps

Named = tuple[Place, str]
"""Where a name is defined, and the name."""


def defined_once(guide: Guide) -> Iterator[Found]:
    """No two sections, steps, variables, matrices, options … share a name."""
    for names in _name_spaces(guide):
        seen: set[str] = set()
        for place, name in names:
            if name in seen:
                yield place, f'"{name}" is defined twice.'
            seen.add(name)


def known(guide: Guide) -> Iterator[Found]:
    """Every reference leads somewhere."""
    defined = _defined(guide)
    for place, leaf in leaves(guide):
        if isinstance(leaf, Reference) and leaf not in defined[type(leaf)]:
            yield place, f'There is no {leaf.leads_to} "{leaf}".'


def known_in_texts(guide: Guide) -> Iterator[Found]:
    """Every placeholder names a variable, or what its step repeats over."""
    variables = {each.name for each in guide.variables} | {ENVIRONMENT}
    repeated = {place: step.repeat.each for place, step in placed_steps(guide) if step.repeat}
    for place, leaf in leaves(guide):
        if isinstance(leaf, Text):
            here = variables | _repeated_here(guide, place, repeated)
            for name in sorted(leaf.names - here):
                yield place, f'There is no variable "{name}" here.'


def used(guide: Guide) -> Iterator[Found]:
    """Every variable stands in a text, among the values to paste, or is asked for."""
    names: set[str] = set()
    for _, leaf in leaves(guide):
        names |= leaf.names if isinstance(leaf, Text) else set[str]()
        names |= {str(leaf)} if isinstance(leaf, VariableName) else set[str]()
    for at, variable in enumerate(guide.variables):
        if variable.name not in names:
            yield ("variables", at), f'Nothing uses the variable "{variable.name}".'


def _repeated_here(guide: Guide, place: Place, repeated: dict[Place, str]) -> set[str]:
    if place[0] == "variables" and guide.variables[int(place[1])].scope == "entity":
        return set(repeated.values())
    return {repeated.get(place[:STEP_DEPTH], "")}


def _name_spaces(guide: Guide) -> Iterator[list[Named]]:
    steps = list(placed_steps(guide))
    for name in ("sections", "matrices", "prerequisites", "users", "senders", "messages"):
        yield list(_numbered((name,), (each.id for each in getattr(guide, name))))
    applications = ("requirements", "applications")
    yield list(_numbered(applications, (each.code for each in guide.requirements.applications)))
    yield [((*place, "id"), step.id) for place, step in steps]
    variables = list(_numbered(("variables",), (each.name for each in guide.variables)))
    yield variables + [named for place, step in steps for named in _decided_by(step, place)]
    yield variables + [named for place, step in steps for named in _repeated_by(step, place)]
    for place, step in steps:
        options = step.decision.options if step.decision else ()
        yield list(_numbered((*place, "decision", "options"), (each.value for each in options)))


def _numbered(place: Place, names: Iterable[str]) -> Iterator[Named]:
    for at, name in enumerate(names):
        yield (*place, at), name


def _decided_by(step: Step, place: Place) -> Iterator[Named]:
    if step.decision:
        yield (*place, "decision", "variable"), step.decision.variable


def _repeated_by(step: Step, place: Place) -> Iterator[Named]:
    if step.repeat:
        yield (*place, "repeat", "each"), step.repeat.each


def _defined(guide: Guide) -> dict[type[Reference], set[str]]:
    return {
        VariableName: {each.name for each in guide.variables},
        StepId: {each.id for each in guide.steps},
        SectionId: {each.id for each in guide.sections},
        MatrixId: {each.id for each in guide.matrices},
        ApplicationCode: {each.code for each in guide.requirements.applications},
        PrerequisiteId: {each.id for each in guide.prerequisites},
        UserId: {each.id for each in guide.users},
        MessageId: {each.id for each in guide.messages},
    }
