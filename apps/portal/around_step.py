"""What stands around a step's instructions: who does it, what it presumes, what may go wrong."""

from dataclasses import dataclass, field
from typing import Any

from apps.checklists.guide.others import HandOff
from apps.checklists.guide.steps import Step, Trouble
from apps.checklists.guide.strict import applying
from apps.checklists.guide.variables import Variable
from apps.portal.value_rows import UNKNOWN, remarks_on
from apps.portal.walk import Stop, Walk
from apps.portal.who import who

VIA = {
    "portal": "here, by this portal",
    "mail": "by e-mail",
    "phone": "on the phone",
    "vendor_product": "in {product}",
}
LEVELS = {"top": "At the top level", "entity": "Inside the entity"}
SEALED = "sealed here, and shown to nobody"
Values = dict[str, str]


@dataclass(frozen=True)
class HandOffPage:
    """What to give to whom, by which way; `values` are those that may be shown."""

    head: str
    text: str
    values: list[dict[str, Any]] = field(default_factory=list)


def facts_of(walk: Walk, stop: Stop) -> list[str]:
    """In a few words each: for whom a step of the customer's is, how long it takes, and where."""
    step = stop.place.step
    if stop.theirs:
        return []
    minutes = "1 minute" if step.minutes == 1 else f"{step.minutes} minutes"
    level = LEVELS.get(step.at_level or "", "")
    inside = f"{level} {stop.place.entity_id}" if stop.place.entity_id else level
    return [
        f"For {who(step.actor, walk.guide.vendor)}",
        f"About {minutes}",
        *([inside.strip()] if step.at_level else []),
        *(["Optional"] if step.optional else []),
    ]


def user_of(walk: Walk, step: Step, values: Values) -> dict[str, str] | None:
    """Which of the guide's users the step is about; None where it does not matter."""
    if step.user is None:
        return None
    user = walk.guide.user(step.user)
    return {"label": user.label, "means": user.means.render(values)}


def prerequisites_of(walk: Walk, step: Step, values: Values) -> list[str]:
    """What must be at hand for this step."""
    needed = [walk.guide.prerequisite(name) for name in step.requires]
    return [each.text.render(values) for each in applying(tuple(needed), walk.known.context)]


def hand_offs_of(walk: Walk, step: Step, values: Values) -> list[HandOffPage]:
    """What leaves the hands of whoever does the step. A message has a card of its own."""
    told = [each for each in step.hand_offs if each.values or each.text or not each.message]
    return [_hand_off(walk, each, values) for each in told]


def troubles_of(walk: Walk, step: Step, values: Values) -> list[dict[str, str]]:
    """What may be in the way, with its cause, and the step that sets it right."""
    return [_trouble(walk, each, values) for each in step.troubles]


def remarks_of(walk: Walk, step: Step, values: Values) -> list[dict[str, Any]]:
    """What to know of the answers the step asks for, by their labels."""
    rows = [
        {"label": variable.label, "remarks": [*_mailed(walk, variable.mailed_to, values), *told]}
        for variable in map(walk.guide.variable, step.asks)
        for told in [remarks_on(variable, walk.guide, values)]
    ]
    return [row for row in rows if row["remarks"]]


def _mailed(walk: Walk, name: str | None, values: Values) -> list[str]:
    if name is None:
        return []
    variable = walk.guide.variable(name)
    address = values.get(name, "") or f"the address in {variable.label}"
    return [f"Intacct sends it to {address}"]


def _hand_off(walk: Walk, part: HandOff, values: Values) -> HandOffPage:
    way = VIA[part.via].format(product=walk.guide.vendor.product)
    variables = [walk.guide.variable(name) for name in part.values]
    return HandOffPage(
        head=f"Give {who(part.to, walk.guide.vendor)}, {way}",
        text=part.text.render(values) if part.text else "",
        values=[
            {
                "label": each.label,
                "value": "" if each.secret else values.get(each.name, ""),
                "told": _told_instead(each, values),
                "mono": each.exact_case,
                "copyable": part.via != "portal"
                and not each.secret
                and bool(values.get(each.name)),
            }
            for each in variables
        ],
    )


def _told_instead(variable: Variable, values: Values) -> str:
    if variable.secret:
        return SEALED
    return "" if values.get(variable.name) else UNKNOWN


def _trouble(walk: Walk, trouble: Trouble, values: Values) -> dict[str, str]:
    again = trouble.step or ""
    stop = next((each for each in walk.stops if each.place.step.id == again), None)
    return {
        "symptom": trouble.symptom.render(values),
        "error": trouble.error or "",
        "cause": trouble.cause.render(values) if trouble.cause else "",
        "text": trouble.text.render(values),
        "step": f"Step {stop.number}: {stop.title}" if stop else "",
        "url": stop.url if stop and stop.status != "blocked" else "",
    }
