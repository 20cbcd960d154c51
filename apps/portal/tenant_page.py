"""A tenant's connections, where there are several: the one that needs somebody comes first."""

from dataclasses import dataclass

from django.urls import reverse

from apps.connections.models import Connection
from apps.tenants.models import Tenant

ORDER = {"broken": 0, "unclear": 1, "setting_up": 2, "connected": 3, "disconnected": 4}
MOST = 50


@dataclass(frozen=True)
class ConnectionRow:
    """A connection as the list shows it."""

    title: str
    environment: str
    status: str
    status_text: str
    url: str


def connection_rows(tenant: Tenant) -> list[ConnectionRow]:
    """The connections of the tenant in whose scope this is called."""
    found = Connection.objects.order_by("created_at")[:MOST]
    return [_row(each, tenant) for each in sorted(found, key=lambda each: ORDER[each.state])]


def _row(connection: Connection, tenant: Tenant) -> ConnectionRow:
    return ConnectionRow(
        title=connection.company_id or "A company not named yet",
        environment=connection.get_environment_display(),
        status=connection.state,
        status_text=connection.get_state_display(),
        url=reverse("portal:hub", args=[tenant.slug, connection.id]),
    )
