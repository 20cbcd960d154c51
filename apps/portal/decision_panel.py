"""A step's alternatives: what each means, why one cannot be taken, and what changing would do."""

from collections.abc import Mapping
from typing import Any

from apps.checklists.guide.decisions import Decision, Option
from apps.checklists.guide.steps import Step
from apps.portal.walk import Stop, Walk

NAMED = 3  # steps that a sentence names one by one


def decision_panel(walk: Walk, stop: Stop) -> dict[str, Any] | None:
    """The alternatives of a step; None where it has none. A fact has no consequences to weigh."""
    decision = stop.place.step.decision
    if decision is None:
        return None
    chosen = walk.known.context.get(decision.variable, "")
    return {
        "name": decision.variable,
        "kind": decision.kind,
        "legend": decision.legend.render(walk.values_at(stop.place)),
        "url": walk.step_url(stop.place, "portal:step-decision"),
        "taken": bool(chosen),
        "options": [_option(walk, stop, decision, option=each) for each in decision.options],
    }


def _option(walk: Walk, stop: Stop, decision: Decision, *, option: Option) -> dict[str, Any]:
    values = walk.values_at(stop.place)
    chosen = walk.known.context.get(decision.variable, "")
    return {
        "value": option.value,
        "label": option.label,
        "consequence": option.consequence.render(values),
        "worked_when": option.worked_when.render(values) if option.worked_when else "",
        "recommended": option.recommended,
        "irreversible": option.irreversible,
        "chosen": option.value == chosen,
        "unsuitable": _unsuitable(walk, option),
        "effect": _effect(walk, decision.variable, option.value) if chosen else "",
    }


def _unsuitable(walk: Walk, option: Option) -> str:
    """Why the option cannot be taken for this company; empty where it can."""
    environment = walk.connection.environment
    if option.suits(environment):
        return ""
    suited = " or ".join(option.environments)
    return f"Only for {suited}. This company is {environment}."


def _effect(walk: Walk, variable: str, option: str) -> str:
    """Which steps would appear or go if the customer took this option instead."""
    now, then = walk.known.context, {**walk.known.context, variable: option}
    steps = walk.guide.steps
    come = [step for step in steps if step.when.holds(then) and not step.when.holds(now)]
    gone = [step for step in steps if step.when.holds(now) and not step.when.holds(then)]
    often = [step for step in steps if _repeats(step, then) and not _repeats(step, now)]
    parts = (
        ("Adds ", come, "."),
        ("Takes away ", gone, "; what you answered there is kept."),
        ("Repeats ", often, "."),
    )
    return " ".join(f"{does}{_named(walk, steps)}{end}" for does, steps, end in parts if steps)


def _repeats(step: Step, context: Mapping[str, str]) -> bool:
    repeat = step.repeat
    return step.when.holds(context) and repeat is not None and repeat.when.holds(context)


def _named(walk: Walk, steps: list[Step]) -> str:
    titles = [f"“{step.title.render(walk.values)}”" for step in steps[:NAMED]]
    more = len(steps) - NAMED
    return ", ".join(titles) + (f" and {more} more" if more > 0 else "")
