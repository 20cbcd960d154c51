"""How a connection signs in, as operators see it: by what, until when, and how that fares."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from apps.connections.gateway import client_id_of
from apps.connections.models import Connection, Grant, TokenRequest
from apps.core.clock import now

RECENT = timedelta(days=1)
FAILED = (TokenRequest.State.REFUSED, TokenRequest.State.UNCLEAR, TokenRequest.State.LOST)
_TOLD = {
    Grant.State.LIVE: ("ok", "Live"),
    Grant.State.QUARANTINED: ("warn", "Held back"),
    Grant.State.REFUSED: ("bad", "Ended by Intacct"),
    Grant.State.SUPERSEDED: ("bad", "Replaced"),
    Grant.State.DISCONNECTED: ("off", "Disconnected"),
}


def grants_of(connections: Iterable[Connection]) -> dict[UUID, list[Grant]]:
    """The grants of these connections, with how many token requests ``failed`` lately, no tokens.

    One query, in the tenant's scope.
    """
    failed = Q(token_requests__state__in=FAILED, token_requests__created_at__gt=now() - RECENT)
    rows = Grant.objects.filter(connection__in=list(connections))
    found: dict[UUID, list[Grant]] = defaultdict(list)
    for grant in (
        rows.defer("access_sealed", "refresh_sealed")
        .annotate(failed=Count("token_requests", filter=failed))
        .order_by("entity_id")
    ):
        found[grant.connection_id].append(grant)
    return found


def signing_in(connection: Connection, grants: list[Grant]) -> dict[str, Any]:
    """The way in, and for OAuth each grant: never a token."""
    return {
        "rows": [row for row in _way_in(connection) if row["value"]],
        "grants": [_grant(grant) for grant in grants],
        "is_oauth": connection.auth != Connection.Auth.XML,
    }


def _way_in(connection: Connection) -> list[dict[str, Any]]:
    application = connection.application
    return [
        {"label": "By", "value": connection.get_auth_display()},
        {"label": "Sender ID", "value": connection.sender_name, "mono": True},
        {"label": "Application", "value": application.name if application else ""},
        {"label": "Client ID", "value": client_id_of(connection), "mono": True},
    ]


def _grant(grant: Grant) -> dict[str, Any]:
    kind, state = _TOLD[Grant.State(grant.state)]
    return {
        "whose": f"{grant.user_id}@{grant.company_id}" if grant.user_id else "",
        "entity_id": grant.entity_id,
        "approved_by": grant.approved_by,
        "state": state,
        "kind": kind,
        "since": grant.state_since,
        "renewed_at": grant.obtained_at,
        "expires_at": grant.expires_at,
        "failed": getattr(grant, "failed", 0),
    }
