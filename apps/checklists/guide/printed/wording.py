"""Puts a guide's texts, conditions and values into lines: fixed values filled in, others blank."""

from apps.checklists.guide.conditions import ENVIRONMENT, Clause, Condition
from apps.checklists.guide.format import Guide
from apps.checklists.guide.printed.blocks import Line, Run, plain
from apps.checklists.guide.text import Text
from apps.checklists.guide.variables import Variable


def text(words: Text, guide: Guide) -> Line:
    """A text with its values; what the customer answers is a blank that says what goes there."""
    runs = []
    for part in words.parts():
        runs += [Run(part.literal)] if part.literal else []
        runs += [_named(part.name, guide)] if part.name else []
    return tuple(runs)


def value(variable: Variable) -> Run:
    """A value as it is printed: fixed, or a blank to fill in."""
    if variable.value is not None:
        return Run(variable.value, "value")
    return Run(variable.label, "blank")


def when(condition: Condition, guide: Guide) -> str:
    """A condition as the words of a heading, such as `If you chose “Top level”`."""
    return "If " + " and ".join(_clause(clause, guide) for clause in condition.clauses)


def led(condition: Condition, line: Line, guide: Guide) -> Line:
    """A line that begins with its condition, where it has one."""
    if not condition.clauses:
        return line
    return (Run(f"{when(condition, guide)}: ", "strong"), *line)


def path(segments: tuple[str, ...]) -> Line:
    """A menu path, as Intacct's own pages write it."""
    return plain(" › ".join(segments))


def labeled(label: str, line: Line) -> Line:
    """A line with a word in front that says what it is."""
    return (Run(f"{label}: ", "strong"), *line)


def _named(name: str, guide: Guide) -> Run:
    variables = {each.name: each for each in guide.variables}
    if name in variables:
        return value(variables[name])
    return Run(name.replace("_", " "), "blank")


def _clause(clause: Clause, guide: Guide) -> str:
    if clause.decision == ENVIRONMENT:
        return f"the environment is {'' if clause.equal else 'not '}{_listed(clause.options)}"
    decision = next(each for each in guide.decisions if each.variable == clause.decision)
    labels = {option.value: f"“{option.label}”" for option in decision.options}
    options = _listed(tuple(labels[option] for option in clause.options))
    did, did_not = ("see", "do not see") if decision.kind == "fact" else ("chose", "did not choose")
    return f"you {did if clause.equal else did_not} {options}"


def _listed(options: tuple[str, ...]) -> str:
    return " or ".join(options)
