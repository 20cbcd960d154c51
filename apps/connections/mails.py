"""Letters about a connection, written when they are sent: no link and no name is stored."""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from apps.connections import doorway
from apps.connections.models import Connection, Grant
from apps.outbox.rendering import Email, renders


@renders("grant-superseded")
def grant_superseded(payload: dict[str, str]) -> Email | None:
    """Tell an admin that the approval was replaced; None once it has been given anew."""
    grant = doorway.grant_with(UUID(payload["grant_id"]))
    if grant is None or grant.state != Grant.State.SUPERSEDED:
        return None
    if grant.generation != int(payload["generation"]):
        return None
    text = render_to_string(
        "emails/grant-superseded.txt",
        {
            "tenant": grant.tenant.name,
            "company_id": grant.company_id,
            "user_id": grant.user_id,
            "since": grant.state_since,
            "connection_url": _url(grant.connection, slug=grant.tenant.slug),
        },
    )
    return Email(subject=f"{grant.tenant.name}: approve Sage Intacct again", text=text)


def _url(connection: Connection, *, slug: str) -> str:
    return settings.BASE_URL + reverse("portal:hub", args=[slug, connection.id])
