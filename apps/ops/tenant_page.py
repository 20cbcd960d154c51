"""What a tenant's page shows to operators: its connections, steps, runs, findings and people."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from apps.checklists import queries as checklists
from apps.checks.models import Finding, Run
from apps.connections.models import Connection, Grant
from apps.ops import queries
from apps.ops.forms import InvitationForm
from apps.ops.signing_in import grants_of, signing_in
from apps.ops.steps import step_rows
from apps.ops.waiting_page import waiting_panels
from apps.tenants.invitations import token_for
from apps.tenants.models import Invitation, Membership, Tenant
from apps.tenants.scope import acting_for

RUNS = 12
_AT_REST = {Connection.State.DISCONNECTED}
_RUN_KIND = {"passed": "ok", "failed": "bad", "unclear": "warn", "": "off"}


@dataclass(frozen=True)
class TenantPage:
    tenant: Tenant
    waiting: list[dict[str, Any]]
    connections: list[dict[str, Any]]
    members: list[dict[str, str]]
    invitations: list[dict[str, Any]]
    invite_form: InvitationForm
    invite_url: str
    can_operate: bool


def tenant_page(tenant: Tenant, form: InvitationForm, *, can_operate: bool) -> TenantPage:
    """Assemble a tenant's page, seen through its own fence."""
    with acting_for(tenant):
        rows = list(_connections())
        grants = grants_of(rows)
        members = Membership.objects.select_related("user").order_by("created_at")[:100]
        invited = Invitation.objects.order_by("-created_at")[:20]
        return TenantPage(
            tenant=tenant,
            waiting=waiting_panels(can_operate=can_operate),
            connections=[_connection(row, grants.get(row.id, [])) for row in rows],
            members=[_member(row) for row in members],
            invitations=[_invitation(row, can_operate=can_operate) for row in invited],
            invite_form=form,
            invite_url=reverse("ops:invitations", args=[tenant.slug]),
            can_operate=can_operate,
        )


def _connections() -> QuerySet[Connection]:
    rows = Connection.objects.select_related("tenant", "sender", "application")
    return rows.order_by("created_at")[:20]


def _connection(row: Connection, grants: list[Grant]) -> dict[str, Any]:
    checklist = checklists.checklist_of(row)
    runs = list(Run.objects.filter(connection=row).order_by("-created_at")[:RUNS])
    findings = Finding.objects.filter(connection=row).order_by("-last_seen_at")[:RUNS]
    return {
        "title": row.title,
        "company_id": row.company_id,
        "environment": row.get_environment_display(),
        "status": row.state,
        "status_text": row.get_state_display(),
        "since": row.state_since,
        "guide": f"{checklist.guide_slug} {checklist.guide_version}",
        "steps": step_rows(checklist),
        "runs": [_run(run) for run in runs],
        "findings": [_finding(finding) for finding in findings],
        "access": signing_in(row, grants),
        "check_url": "" if row.state in _AT_REST else reverse("ops:runs", args=[row.id]),
        "next_check_at": row.next_check_at,
        "sparkline": [run.seconds for run in reversed(runs) if run.seconds is not None],
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "at": run.created_at,
        "outcome": run.get_verdict_display() if run.verdict else run.get_state_display(),
        "kind": _RUN_KIND[run.verdict],
        "took": f"{run.seconds:.1f} s" if run.seconds is not None else "",
        "what": f"Asked by {run.requested_by}" if run.requested_by else "Scheduled",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "title": queries.brief(finding),
        "code": finding.code,
        "since": finding.created_at,
        "who": queries.who_can_fix(finding),
        "state": "closed" if finding.closed_at else "open",
        "closed_at": finding.closed_at,
    }


def _member(row: Membership) -> dict[str, str]:
    return {"name": row.user.name, "email": row.user.email, "role": row.get_role_display()}


def _invitation(row: Invitation, *, can_operate: bool) -> dict[str, Any]:
    url = settings.BASE_URL + reverse("portal:invitation", args=[token_for(row.id)])
    return {
        "email": row.email,
        "state": row.state,
        "expires_at": row.expires_at,
        "link_url": url if can_operate and row.state == "open" else "",
    }
