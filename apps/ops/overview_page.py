"""What the overview shows: how many stand where, what broke, where customers are stuck."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from apps.checklists.library import guides
from apps.checks.catalogue import CATALOGUE
from apps.checks.models import Outbreak, UnknownAnswer
from apps.connections.models import Connection
from apps.core.clock import now
from apps.ops import activity, queries
from apps.ops.waiting_page import waiting_list

_KIND = {
    Connection.State.CONNECTED: "ok",
    Connection.State.SETTING_UP: "info",
    Connection.State.UNCLEAR: "warn",
    Connection.State.BROKEN: "bad",
    Connection.State.DISCONNECTED: "off",
}
_NOTE = {
    Connection.State.CONNECTED: "Proven by their last check",
    Connection.State.SETTING_UP: "Following the guide now",
    Connection.State.UNCLEAR: "Intacct or we had trouble",
    Connection.State.BROKEN: "Worked before, failing now",
    Connection.State.DISCONNECTED: "Ended by somebody, not checked",
}


@dataclass(frozen=True)
class OverviewPage:
    kpis: list[dict[str, Any]]
    waiting: list[dict[str, Any]]
    broken: list[dict[str, Any]]
    stuck: list[dict[str, Any]]
    activity: list[dict[str, Any]]
    outbreaks: list[dict[str, str]]
    unknown: list[UnknownAnswer]
    generated_at: datetime
    can_operate: bool


def overview_page(*, can_operate: bool) -> OverviewPage:
    """Assemble the overview; runs across tenants."""
    counts = queries.count_by_state()
    return OverviewPage(
        kpis=[_kpi(state, counts[state]) for state in _KIND],
        waiting=waiting_list(),
        broken=[broken_row(connection) for connection in queries.broken()],
        stuck=[_stuck(*found) for found in queries.stuck_steps()],
        activity=activity.feed(queries.activity()),
        outbreaks=[_outbreak(found) for found in queries.outbreaks()],
        unknown=list(queries.unknown_answers()),
        generated_at=now(),
        can_operate=can_operate,
    )


def _outbreak(found: Outbreak) -> dict[str, str]:
    brief = CATALOGUE[found.code].brief.split(":")[0]
    return {
        "title": f"{brief}: {found.connections} connections at once",
        "text": f"Since {found.created_at:%H:%M} UTC many connections fail alike "
        f"({found.code}). The cause is ours or Intacct's. Customers are told that it is not "
        "their set-up.",
    }


def broken_row(connection: Connection) -> dict[str, Any]:
    """One broken connection: whose, what, since when."""
    return {
        "tenant": connection.tenant.name,
        "url": reverse("ops:tenant", args=[connection.tenant.slug]),
        "company_id": connection.company_id,
        "what": queries.what_broke(connection),
        "code": connection.cause,
        "kind": "bad",
        "since": connection.state_since,
        "check_url": reverse("ops:runs", args=[connection.id]),
    }


def _stuck(slug: str, version: int, step_id: str, count: int) -> dict[str, Any]:
    guide = guides()[slug, version]
    return {"step": guide.step(step_id).title.render(guide.values), "count": count}


def _kpi(state: Connection.State, count: int) -> dict[str, Any]:
    capped = count > queries.COUNT_TO
    return {
        "label": str(state.label),
        "value": f"{queries.COUNT_TO:,}+" if capped else f"{count:,}",
        "note": _NOTE[state],
        "url": f"{reverse('ops:tenants')}?status={state}",
        "kind": _KIND[state],
        "spark": [],
    }
