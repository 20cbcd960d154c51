"""Where a visit begins: whoever comes back goes on where they stopped, and finds the list after."""

from django.http import HttpRequest

from apps.connections.models import Connection
from apps.portal.tenant_page import ConnectionRow
from apps.portal.walk import Walk


def first_url(request: HttpRequest, row: ConnectionRow) -> str:
    """The address that a visit to a tenant's one connection begins at: once the way on."""
    key = f"visited:{row.url}"
    if request.session.get(key) or row.status != Connection.State.SETTING_UP:
        return row.url
    request.session[key] = True
    return f"{row.url}resume/"


def way_on(walk: Walk) -> str:
    """The first open step of a guide that somebody began, or else the list of steps."""
    current = walk.current
    return current.url if current and has_begun(walk) else walk.hub_url()


def has_begun(walk: Walk) -> bool:
    """Whether anybody told us anything yet, proven or not."""
    told = walk.connection.company_id or walk.checklist.answers or walk.checklist.decisions
    return bool(told) or not all(stop.open for stop in walk.stops)
