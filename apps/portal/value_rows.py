"""The values that an instruction has people enter: which to copy, and which are never shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import ValueToEnter
from apps.checklists.guide.variables import Variable

TYPED = "Type it yourself, from where you keep it"
UNKNOWN = "Not known yet"
FROM_A_PICTURE = "The vendor shows this in a picture only: compare it with your page"
MADE_BY = {
    "intacct": "Intacct made it",
    "developer_console": "Sage's developer console made it",
    "vendor_product": "{product} made it",
    "sage": "Sage gave it to you",
    "portal": "We made it",
}


@dataclass(frozen=True)
class ValueRow:
    """A field of a page and what goes into it. `told` stands where there is no value to show."""

    label: str
    value: str = ""
    told: str = ""
    mono: bool = False
    copyable: bool = False
    optional: bool = False
    remarks: list[str] = field(default_factory=list)


def value_row(entry: ValueToEnter, guide: Guide, values: Mapping[str, str]) -> ValueRow:
    """One value to enter; a secret has none to show, whatever the guide says."""
    variable = guide.variable(entry.variable)
    value = "" if variable.secret else values.get(entry.variable, "")
    return ValueRow(
        label=entry.label,
        value=value,
        told="" if value else told_instead(variable),
        mono=variable.exact_case,
        copyable=bool(value) and entry.copyable,
        optional=entry.optional,
        remarks=[
            *(["Capital letters matter"] if variable.exact_case and value else []),
            *([FROM_A_PICTURE] if entry.from_picture else []),
            *remarks_on(variable, guide, values),
        ],
    )


def told_instead(variable: Variable) -> str:
    """What stands where there is no value: who types it, what blank means, or that it is open."""
    if variable.secret:
        return TYPED
    meaning = next((each.means for each in variable.sentinels if not each.value), "")
    return f"Leave it blank: {meaning}" if meaning else UNKNOWN


def remarks_on(variable: Variable, guide: Guide, values: Mapping[str, str]) -> list[str]:
    """What to know of a value: who made it, what it may mean, whether it changes, how it ends."""
    made = MADE_BY.get(variable.generated_by or "", "")
    named = [f"{each.value}: {each.means}" for each in variable.sentinels if each.value]
    return [
        *([made.format(product=guide.vendor.product)] if made else []),
        *named,
        *(["It cannot be changed later"] if variable.immutable else []),
        *([variable.lifetime.render(values)] if variable.lifetime else []),
    ]
