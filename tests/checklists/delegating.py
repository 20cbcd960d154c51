"""Send a step to a colleague, as tests need it."""

from datetime import timedelta

from apps.audit.models import Entry
from apps.checklists import delegations, queries
from apps.checklists.delegations.links import code_for
from apps.checklists.models import Checklist, Delegation
from apps.checklists.standing import Place, places
from apps.core.clock import now
from tests.factories import ROBOT

PRIYA = "priya@alder.example"


def place_at(checklist: Checklist, step_id: str) -> Place:
    return next(each for each in places(queries.known_of(checklist)) if each.step.id == step_id)


def send(checklist: Checklist, step_id: str = "company", **given: str) -> Delegation:
    return delegations.delegate(
        checklist=checklist,
        place=place_at(checklist, step_id),
        email=given.get("email", PRIYA),
        name=given.get("name", "Priya Nair"),
        note=given.get("note", ""),
        actor=ROBOT,
    )


def code_of(delegation: Delegation) -> str:
    delegation.refresh_from_db()
    return code_for(delegation.id, mail=delegation.mails)


def wrong_code(delegation: Delegation) -> str:
    return "".join("1" if digit == "0" else "0" for digit in code_of(delegation))


def run_out(delegation: Delegation) -> None:
    Delegation.objects.filter(id=delegation.id).update(expires_at=now() - timedelta(seconds=1))


def state_of(delegation: Delegation) -> str:
    return Delegation.objects.get(id=delegation.id).state


def told(delegation: Delegation, subject: str = "") -> list[tuple[str, str]]:
    """What the audit log has on the delegation: the action, and who did it."""
    rows = Entry.objects.filter(details__delegation=str(delegation.id)).order_by("seq")
    return [
        (row.action, row.actor_label) for row in rows if row.action.partition(".")[0] != subject
    ]
