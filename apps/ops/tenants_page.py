"""What the tenants table shows: one row a connection, search, status filter, keyset pages."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from apps.connections.models import Connection
from apps.ops import queries
from apps.ops.forms import FilterForm
from apps.ops.queries import PAGE, Cursor


@dataclass(frozen=True)
class TenantsPage:
    filters: FilterForm
    rows: list[dict[str, Any]]
    next_url: str
    count_text: str
    new_url: str


def tenants_page(query: QueryDict, *, can_operate: bool) -> TenantsPage:
    """Assemble the table for a query string; runs across tenants."""
    filters = FilterForm(query)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    found = queries.connections_page(
        search=wanted.get("q", ""),
        state=wanted.get("status", ""),
        after=Cursor.parse(query.get("after", "")),
    )
    shown, more = found[:PAGE], len(found) > PAGE
    return TenantsPage(
        filters=filters,
        rows=[_row(connection) for connection in shown],
        next_url=_next(query, shown[-1]) if more else "",
        count_text=_count_text(len(shown), more=more),
        new_url=reverse("ops:tenant-new") if can_operate else "",
    )


def _row(connection: Connection) -> dict[str, Any]:
    findings = getattr(connection, "open_findings", [])
    return {
        "name": connection.tenant.name,
        "url": reverse("ops:tenant", args=[connection.tenant.slug]),
        "company_id": connection.company_id,
        "environment": connection.get_environment_display(),
        "status": connection.state,
        "status_text": connection.get_state_display(),
        "since": connection.state_since,
        "last_check": connection.last_checked_at,
        "what": queries.brief(findings[0]) if findings else "",
        "code": findings[0].code if findings else "",
    }


def _count_text(shown: int, *, more: bool) -> str:
    noun = "connection" if shown == 1 else "connections"
    return f"The first {shown} {noun}" if more else f"{shown} {noun}"


def _next(query: QueryDict, last: Connection) -> str:
    params = query.copy()
    params["after"] = str(Cursor(name=last.tenant.name, id=last.id))
    return f"{reverse('ops:tenants')}?{params.urlencode()}"
