"""The mail of a delegation, written when it is sent: link and code are never stored."""

import uuid

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from apps.checklists import doorway
from apps.checklists.delegations.links import code_for, token_for
from apps.checklists.models import Delegation
from apps.outbox.rendering import Email, renders
from apps.portal.delegate_doors import Visit, visit_of
from apps.portal.delegate_page import needs_of
from apps.portal.walk import Stop
from apps.tenants.scope import acting_for


@renders("delegation")
def delegation(payload: dict[str, str]) -> Email | None:
    """Ask a colleague for one step; None once the link is dead or a newer mail was asked for."""
    found = doorway.delegation_with(uuid.UUID(payload["delegation_id"]))
    if found is None or found.state != Delegation.State.OPEN:
        return None
    if found.mails != int(payload["mail"]):
        return None
    with acting_for(found.tenant):
        visit = visit_of(found)
        return _written(visit, visit.stop) if visit.stop else None


def _written(visit: Visit, stop: Stop) -> Email:
    found, guide = visit.delegation, visit.walk.guide
    code = code_for(found.id, mail=found.mails)
    text = render_to_string(
        "emails/delegation.txt",
        {
            "colleague": found.name,
            "inviter": found.invited_by,
            "tenant": found.tenant.name,
            "vendor": guide.vendor.name,
            "title": stop.title,
            "needs": needs_of(stop),
            "company_id": visit.walk.connection.company_id if stop.place.step.in_intacct else "",
            "minutes": stop.place.step.minutes,
            "note": found.note,
            "link_url": settings.BASE_URL
            + reverse("portal:delegation", args=[token_for(found.id)]),
            "code": f"{code[:3]} {code[3:]}",
            "expires_at": found.expires_at,
        },
    )
    subject = f"{found.tenant.name}: one step of connecting Sage Intacct is for you"
    return Email(subject=subject, text=text)
