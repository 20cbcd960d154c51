"""Approvals that only an operator can mend or confirm: what was meant, what came back."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse

from apps.connections import approvals
from apps.connections.approvals import Obstacle, Reason
from apps.connections.models import Approval

TITLES = {
    Reason.WRONG_COMPANY: "Approved for another company",
    Reason.WRONG_USER: "Approved by another user",
    Reason.WRONG_ENTITY: "Approved for another entity",
    Reason.CLIENT_REFUSED: "Intacct refuses our client ID or secret",
    Reason.INVALID_CLIENT: "Intacct does not know our client ID",
    Reason.INVALID_REQUEST: "Intacct cannot read our request",
    Reason.INVALID_SCOPE: "Intacct does not give our application what it asks for",
    Reason.UNAUTHORIZED_CLIENT: "Our application may not ask for approvals",
    Reason.UNSUPPORTED_RESPONSE_TYPE: "Intacct does not give our application codes",
    Reason.UNOPENED: "Our vault could not open an approval",
}
COMPARE = (
    "Compare the {what} of the application with Sage's console, save them again, then ask the "
    "customer to approve again."
)
OURS = {
    Reason.CLIENT_REFUSED: COMPARE.format(what="keys"),
    Reason.INVALID_CLIENT: COMPARE.format(what="keys"),
    Reason.INVALID_REQUEST: COMPARE.format(what="keys and the redirect URI"),
    Reason.INVALID_SCOPE: COMPARE.format(what="keys and the scope"),
    Reason.UNAUTHORIZED_CLIENT: COMPARE.format(what="keys and the scope"),
    Reason.UNSUPPORTED_RESPONSE_TYPE: COMPARE.format(what="keys and the scope"),
    Reason.UNOPENED: "Start the workers with the vault's private keys, then ask the customer to "
    "approve again.",
}
OBSTACLES: dict[Obstacle | None, str] = {
    Obstacle.NOT_A_MISTAKE: "This cannot be taken over. Ask the customer to approve again.",
    Obstacle.NOT_KEPT: "Its tokens are gone. Ask the customer to name this company and to approve "
    "again.",
}


def waiting_list() -> list[dict[str, Any]]:
    """Every approval that waits, oldest first: whose, and what is the matter. One query."""
    return [_line(each) for each in approvals.waiting_for_operators()]


def waiting_panels(*, can_operate: bool) -> list[dict[str, Any]]:
    """The approvals of one tenant that wait, with what decides them. Call it in its scope."""
    rows = approvals.waiting_for_operators()
    prefetch_related_objects(rows, "started_by")
    return [_panel(each, can_operate=can_operate) for each in rows]


def _line(approval: Approval) -> dict[str, Any]:
    return {
        "title": TITLES.get(Reason(approval.reason), approval.get_state_display()),
        "code": approval.reason,
        "since": approval.finished_at,
        "tenant": approval.tenant.name,
        "tenant_url": reverse("ops:tenant", args=[approval.tenant.slug]),
    }


def _panel(approval: Approval, *, can_operate: bool) -> dict[str, Any]:
    obstacle = approvals.obstacle(approval)
    url = reverse("ops:approval-company", args=[approval.id])
    return _line(approval) | {
        "id": approval.id.hex,
        "what_to_do": OURS.get(Reason(approval.reason)) or OBSTACLES.get(obstacle, ""),
        "application_url": _application_url(approval),
        "facts": [row for row in _facts(approval) if row["value"]],
        "instead": _instead(approval),
        "accept_url": url if can_operate and obstacle is None else "",
    }


def _application_url(approval: Approval) -> str:
    ours = approval.reason in OURS and approval.reason != Reason.UNOPENED
    return reverse("ops:application", args=[approval.application_id]) if ours else ""


def _instead(approval: Approval) -> str:
    """What the customer would be connected to: the other company, or the same as another user."""
    found = approval.found
    is_company = approval.reason == Reason.WRONG_COMPANY
    return str(found.get("company_id" if is_company else "user_id", ""))


def _facts(approval: Approval) -> list[dict[str, Any]]:
    found = approval.found
    return [
        {"label": "Meant", "value": approval.connection.company_id, "mono": True},
        {"label": "Approved for", "value": found.get("company_id", ""), "mono": True},
        {"label": "Entity", "value": found.get("entity_id", ""), "mono": True},
        {"label": "Intacct user", "value": found.get("user_id", ""), "mono": True},
        {"label": "Person here", "value": str(approval.started_by)},
        {"label": "Asked for by", "value": found.get("asked_by", "")},
    ]
