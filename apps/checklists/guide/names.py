"""Rules on names: each is defined once, exists where it is used, and is of use."""

from collections.abc import Iterator

from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place
from apps.checklists.guide.steps import Step
from apps.checklists.guide.strict import ApplicationCode, MatrixId, Reference, StepId, VariableName
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import STEP_DEPTH, Found, leaves, placed_steps

Named = tuple[Place, str]
"""Where a name is defined, and the name."""

_WORDS: dict[type[Reference], str] = {
    VariableName: "variable",
    StepId: "step",
    MatrixId: "matrix",
    ApplicationCode: "required application",
}


def defined_once(guide: Guide) -> Iterator[Found]:
    """No two sections, steps, variables, matrices, applications or options share a name."""
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
            yield place, f'There is no {_WORDS[type(leaf)]} "{leaf}".'


def known_in_texts(guide: Guide) -> Iterator[Found]:
    """Every placeholder names a variable, or what its step repeats over."""
    variables = {each.name for each in guide.variables}
    repeated = {place: step.repeat.each for place, step in placed_steps(guide) if step.repeat}
    for place, leaf in leaves(guide):
        here = variables | {repeated.get(place[:STEP_DEPTH], "")}
        unknown = leaf.names - here if isinstance(leaf, Text) else ()
        yield from ((place, f'There is no variable "{name}" here.') for name in sorted(unknown))


def kept_secret(guide: Guide) -> Iterator[Found]:
    """No secret stands in a text, or among the values to paste."""
    secrets = {each.name for each in guide.variables if each.secret}
    for place, leaf in leaves(guide):
        mentioned = leaf.names if isinstance(leaf, Text) else _pasted(place, leaf)
        for name in sorted(mentioned & secrets):
            yield place, f'The secret "{name}" may only be asked for, never shown.'


def used(guide: Guide) -> Iterator[Found]:
    """Every variable stands in a text, among the values to paste, or is asked for."""
    names: set[str] = set()
    for _, leaf in leaves(guide):
        names |= leaf.names if isinstance(leaf, Text) else set[str]()
        names |= {str(leaf)} if isinstance(leaf, VariableName) else set[str]()
    for at, variable in enumerate(guide.variables):
        if variable.name not in names:
            yield ("variables", at), f'Nothing uses the variable "{variable.name}".'


def _name_spaces(guide: Guide) -> Iterator[list[Named]]:
    steps = list(placed_steps(guide))
    yield [(("sections", at), each.id) for at, each in enumerate(guide.sections)]
    yield [(("matrices", at), each.id) for at, each in enumerate(guide.matrices)]
    applications = enumerate(guide.requirements.applications)
    yield [(("requirements", "applications", at), each.code) for at, each in applications]
    yield [((*place, "id"), step.id) for place, step in steps]
    variables = [(("variables", at), each.name) for at, each in enumerate(guide.variables)]
    yield variables + [named for place, step in steps for named in _named_by(step, place)]
    for place, step in steps:
        spot = (*place, "decision", "options")
        options = enumerate(step.decision.options if step.decision else ())
        yield [((*spot, at), each.value) for at, each in options]


def _named_by(step: Step, place: Place) -> Iterator[Named]:
    if step.decision:
        yield (*place, "decision", "variable"), step.decision.variable
    if step.repeat:
        yield (*place, "repeat", "each"), step.repeat.each


def _defined(guide: Guide) -> dict[type[Reference], set[str]]:
    return {
        VariableName: {each.name for each in guide.variables},
        StepId: {each.id for each in guide.steps},
        MatrixId: {each.id for each in guide.matrices},
        ApplicationCode: {each.code for each in guide.requirements.applications},
    }


def _pasted(place: Place, leaf: object) -> frozenset[str]:
    pasted = isinstance(leaf, VariableName) and "values" in place
    return frozenset({str(leaf)}) if pasted else frozenset()
