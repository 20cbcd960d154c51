"""What a step's page shows of its delegations: who has it until when, and a form to send it."""

from dataclasses import dataclass
from datetime import datetime

from apps.checklists import delegations
from apps.checklists.models import Delegation
from apps.portal.delegate_forms import DelegateForm
from apps.portal.walk import Stop, Walk

AUTO_ID = "delegate_%s"  # the step's own form may ask for an e-mail address too


@dataclass(frozen=True)
class SentStep:
    """One open delegation."""

    person: str
    expires_at: datetime
    opened_at: datetime | None
    withdraw_url: str


@dataclass(frozen=True)
class DelegatePanel:
    """The form (None where the step cannot be sent now) and the delegations that are open."""

    url: str
    form: DelegateForm | None
    rows: list[SentStep]


def delegate_panel(
    walk: Walk, stop: Stop, *, may_delegate: bool, form: DelegateForm | None = None
) -> DelegatePanel | None:
    """Assemble the panel; None where there is nothing to send and nothing to take back."""
    if not may_delegate or not delegations.can_be_delegated(stop.place.step):
        return None
    rows = delegations.open_at(walk.checklist, stop.place)
    if not stop.open and not rows:
        return None
    return DelegatePanel(
        url=walk.step_url(stop.place, "portal:delegations"),
        form=(form or DelegateForm(auto_id=AUTO_ID)) if stop.open else None,
        rows=[_row(walk, stop, each) for each in rows],
    )


def _row(walk: Walk, stop: Stop, delegation: Delegation) -> SentStep:
    base, _, query = walk.step_url(stop.place, "portal:delegations").partition("?")
    return SentStep(
        person=delegation.person,
        expires_at=delegation.expires_at,
        opened_at=delegation.opened_at,
        withdraw_url=f"{base}{delegation.id}/withdrawal/" + (f"?{query}" if query else ""),
    )
