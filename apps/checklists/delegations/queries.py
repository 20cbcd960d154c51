from apps.checklists.delegation_models import NOT_ENDED, Delegation
from apps.checklists.models import Checklist
from apps.checklists.standing import Place
from apps.core.clock import now


def open_at(checklist: Checklist, place: Place) -> list[Delegation]:
    """The delegations of a step that can still be used, newest first."""
    step_id, item = place.key
    rows = Delegation.objects.filter(
        NOT_ENDED, checklist=checklist, step_id=step_id, entity_id=item, expires_at__gt=now()
    )
    return list(rows.order_by("-created_at"))
