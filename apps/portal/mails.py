"""Mails of the portal's own: written when they are sent, so that no link is ever stored."""

import uuid

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from apps.outbox.rendering import Email, renders
from apps.tenants import doorway
from apps.tenants.invitations import token_for


@renders("invitation")
def invitation(payload: dict[str, str]) -> Email | None:
    """Render an invitation; None once it is no longer open."""
    found = doorway.invitation_with(invitation_id=uuid.UUID(payload["invitation_id"]))
    if found is None or found.state != "open":
        return None
    url = settings.BASE_URL + reverse("portal:invitation", args=[token_for(found.id)])
    return Email(
        subject=f"{found.tenant.name}: connect Sage Intacct",
        text=render_to_string(
            "emails/invitation.txt",
            {
                "tenant": found.tenant.name,
                "inviter": found.invited_by,
                "link_url": url,
                "expires_at": found.expires_at,
            },
        ),
    )
