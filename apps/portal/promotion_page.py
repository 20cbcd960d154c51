"""From a practice company on to production: what goes along, what has to be entered again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from apps.checklists.guide.variables import Variable
from apps.checklists.models import Checklist
from apps.checklists.promoting import PRODUCTION, answers_to_copy, decisions_for, obstacle
from apps.checklists.queries import checklist_of, sealed_for
from apps.checklists.side_by_side import Row, side_by_side
from apps.connections.models import Connection
from apps.portal.walk import Walk

AGAIN, DECIDE, LOOK = "Enter it there", "Choose there", "Look there"
NEVER = "Enter it there: a secret is never copied"
HEADINGS = {"decision": "What you chose", "value": "Values", "step": "Steps"}


@dataclass(frozen=True)
class Group:
    """Rows of one kind, under their heading."""

    kind: str
    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class PromotionPage:
    """Both companies side by side; `production_url` is empty before production is set up."""

    hub_url: str
    url: str
    practice: str
    production_url: str
    refusal: str
    groups: list[Group]


def promotion_page(walk: Walk) -> PromotionPage:
    """Assemble the page of a connection that is not in production."""
    other = Checklist.objects.filter(promoted_from=walk.checklist).first()
    production = checklist_of(other.connection) if other else None
    rows = side_by_side(walk.checklist, production) if production else tuple(_foreseen(walk))
    return PromotionPage(
        hub_url=walk.hub_url(),
        url=walk.url("portal:promotion"),
        practice=walk.connection.get_environment_display(),
        production_url=_hub_of(production),
        refusal="" if production else _refusal(walk),
        groups=[
            Group(kind, heading, [row for row in rows if row.kind == kind])
            for kind, heading in HEADINGS.items()
            if any(row.kind == kind for row in rows)
        ],
    )


def _refusal(walk: Walk) -> str:
    if walk.connection.state != Connection.State.CONNECTED:
        return "Finish the steps of this company first."
    return obstacle(walk.checklist)


def _hub_of(checklist: Checklist | None) -> str:
    if checklist is None:
        return ""
    connection = checklist.connection
    return reverse("portal:hub", args=[connection.tenant.slug, connection.id])


def _foreseen(walk: Walk) -> Iterator[Row]:
    """What production would begin with."""
    kept = decisions_for(PRODUCTION, walk.checklist, walk.guide)
    for step in walk.known.steps:
        if step.decision is None:
            continue
        labels = {option.value: option.label for option in step.decision.options}
        taken = labels.get(walk.known.context.get(step.decision.variable, ""), "")
        again = LOOK if step.decision.kind == "fact" else DECIDE
        goes = step.decision.variable in kept
        yield Row("decision", step.title.render(walk.values), taken, taken if goes else again)
    copied = answers_to_copy(walk.checklist, walk.guide)
    steps = (step for step in walk.known.steps if not step.on_vendor_side)
    asked = dict.fromkeys(name for step in steps for name in step.asks)
    sealed = sealed_for(walk.connection)
    for variable in map(walk.guide.variable, asked):
        yield _secret(variable, sealed) if variable.secret else _value(walk, variable, copied)


def _secret(variable: Variable, sealed: frozenset[str]) -> Row:
    places = {name.partition("/")[0] for name in sealed}  # a user's password has one per entity
    return Row(
        "value", variable.label, "Stored" if variable.name in places else "Not stored", NEVER
    )


def _value(walk: Walk, variable: Variable, copied: dict[str, str]) -> Row:
    here = "" if variable.scope == "entity" else walk.values.get(variable.name, "")
    return Row("value", variable.label, here, copied.get(variable.name, "") or AGAIN)
