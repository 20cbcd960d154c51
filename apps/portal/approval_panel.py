"""The panel of an approval on its step: how it stands, and the way to Intacct."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from apps.checklists.guide.purposes import Purpose
from apps.checks.models import Run
from apps.connections import approvals
from apps.connections.approvals import Reason
from apps.connections.models import Approval, Connection, Grant
from apps.core.clock import now
from apps.portal.approval_look import Look, look_of, reason_of
from apps.portal.walk import Stop, Walk

UNDER_WAY = frozenset({Approval.State.RETURNED, Approval.State.EXCHANGING})
SOON = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class ApprovalPanel:
    look: Look
    company: str
    vendor: str
    tenant: str
    minutes: int
    may_edit: bool
    url: str
    link: str
    not_ready: str
    others: tuple[str, ...]
    at: datetime | None = None
    by: str = ""
    asked_by: str = ""
    other: str = ""
    ask_url: str = ""
    details: list[dict[str, Any]] = field(default_factory=list)
    over: UUID | None = None  # the attempt that ended: its browser may forget it
    set_aside: bool = False  # what came back is in quarantine, and no check uses it

    @property
    def poll_url(self) -> str:
        """Where to ask how it stands, while that still changes."""
        return self.url if self.look.live else ""

    @property
    def stands_alone(self) -> bool:
        """Whether a check has nothing to add, or will have it in a moment."""
        return self.look.live or self.set_aside


def approval_panel(walk: Walk, stop: Stop, *, may_edit: bool) -> ApprovalPanel | None:
    """Assemble the panel; None on every step but the one at which the connection is approved."""
    if not serves_approval(walk, stop):
        return None
    newest, grant = approvals.latest(walk.connection), grant_of(walk.connection)
    values, under_way = _values(walk, newest, grant), is_under_way(walk.connection, newest)
    look = look_of(newest, grant, values=values, under_way=under_way)
    return ApprovalPanel(
        look=look,
        company=walk.connection.company_id,
        vendor=walk.guide.vendor.name,
        tenant=walk.connection.tenant.name,
        minutes=_minutes(),
        may_edit=may_edit,
        url=walk.step_url(stop.place, "portal:approval"),
        link=settings.BASE_URL + stop.url,
        not_ready="" if look.live else _not_ready(walk, stop),
        others=_others(walk, look),
        **_whose(newest, grant, look),
        **_elsewhere(walk, stop, newest),
        **_support(newest),
        set_aside=newest is not None and newest.state == Approval.State.QUARANTINED,
    )


def serves_approval(walk: Walk, stop: Stop) -> bool:
    """Whether this is the step at which this connection is approved."""
    by_approval = walk.connection.auth == Connection.Auth.AUTHORIZATION_CODE
    return by_approval and Purpose.OAUTH_APPROVED in stop.place.step.serves


def approval_url(walk: Walk) -> str:
    """Where the approval is given and told of; the hub where the guide has no step for it."""
    stop = next((each for each in walk.stops if serves_approval(walk, each)), None)
    return f"{stop.url}#approval" if stop else walk.hub_url()


def grant_of(connection: Connection) -> Grant | None:
    """What the connection holds of an approval, live or not."""
    return Grant.objects.filter(connection=connection, entity_id="").first()


def is_under_way(connection: Connection, newest: Approval | None) -> bool:
    """Whether an approval came back, and no check has begun that may use it."""
    if newest is None or newest.state in UNDER_WAY:
        return newest is not None
    if newest.state != Approval.State.GRANTED or newest.finished_at is None:
        return False
    if newest.finished_at < now() - SOON:
        return False
    runs = Run.objects.filter(connection=connection, version=connection.version)
    return not runs.exclude(state=Run.State.DROPPED).exists()


def _values(walk: Walk, newest: Approval | None, grant: Grant | None) -> dict[str, str]:
    found = newest.found if newest else {}
    return {
        "vendor": walk.guide.vendor.name,
        "company": walk.connection.company_id,
        "tenant": walk.connection.tenant.name,
        "minutes": str(_minutes()),
        "approved_by": grant.approved_by if grant else "",
        "grant_user": grant.user_id if grant else "",
        "found_company": found.get("company_id", ""),
        "found_user": found.get("user_id", ""),
        "found_entity": found.get("entity_id", ""),
        "user_before": found.get("user_before", "") or "another user",
    }


def _minutes() -> int:
    return round(settings.APPROVAL_SECONDS / 60)


def _not_ready(walk: Walk, stop: Stop) -> str:
    """Why nobody can leave for Intacct yet; empty where they can."""
    application = walk.connection.application
    if not walk.connection.company_id:
        return "Tell us your company in the steps before, then approve here."
    if application is None or not application.client_id:
        vendor = walk.guide.vendor.name
        return f"{vendor} has not finished its own part yet. You do not need to do anything."
    return "Do the steps before this one first." if stop.status == "blocked" else ""


def _others(walk: Walk, look: Look) -> tuple[str, ...]:
    if look.live:
        return ()
    return tuple(str(each) for each in approvals.others_approved(walk.connection))


def _whose(newest: Approval | None, grant: Grant | None, look: Look) -> dict[str, Any]:
    """Who approved or tried to, and when."""
    if look.given and grant:
        return {"at": grant.approved_at}
    if newest is None or look.leads:
        return {}
    return {"by": f"Started by {newest.started_by}, ", "at": newest.created_at}


def _elsewhere(walk: Walk, stop: Stop, newest: Approval | None) -> dict[str, Any]:
    """What an approval for another company, or by another user, leaves to decide."""
    if newest is None or approvals.obstacle(newest) is not None:
        return {}
    told_apart = "company_id" if newest.reason == Reason.WRONG_COMPANY else "user_id"
    return {
        "asked_by": newest.found.get("asked_by", ""),
        "other": newest.found.get(told_apart, ""),
        "ask_url": walk.step_url(stop.place, "portal:approval-company"),
    }


def _support(newest: Approval | None) -> dict[str, Any]:
    reason = reason_of(newest)
    if newest is None or reason is None:
        return {"over": newest.id} if newest and not newest.open else {}
    rows = [
        {"label": "Reason", "value": reason.value, "mono": True},
        {"label": "Reference", "value": f"APR-{newest.id.hex[:8].upper()}", "mono": True},
        {"label": "Time", "value": f"{newest.finished_at or newest.created_at:%Y-%m-%d %H:%M} UTC"},
    ]
    return {"details": rows, "over": newest.id}
