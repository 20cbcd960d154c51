"""Bring a new customer in: tenant, connection, guide and invitation, all or nothing."""

from dataclasses import dataclass

from django.db import transaction

from apps.audit.actor import Actor
from apps.checklists import services as checklists
from apps.checklists.guide.format import Guide
from apps.checklists.models import Checklist
from apps.connections import services as connections
from apps.connections.models import Sender
from apps.tenants import services as tenants
from apps.tenants.models import Invitation, Membership, Tenant
from apps.tenants.scope import acting_for


@dataclass(frozen=True)
class Onboarded:
    """What was made for a new customer."""

    tenant: Tenant
    checklist: Checklist
    invitation: Invitation | None


@transaction.atomic
def onboard(*, name: str, guide: Guide, environment: str, email: str, actor: Actor) -> Onboarded:
    """Found the tenant, begin the guide, and invite its first admin where an address is given."""
    tenant = tenants.found(name=name, actor=actor)
    sender, _ = Sender.objects.get_or_create(sender_id=guide.values["sender_id"])
    with acting_for(tenant):
        connection = connections.draft(
            tenant=tenant, sender=sender, environment=environment, actor=actor
        )
        checklist = checklists.begin(connection=connection, guide=guide)
        invitation = (
            tenants.invite(tenant=tenant, email=email, role=Membership.Role.ADMIN, actor=actor)
            if email
            else None
        )
    return Onboarded(tenant=tenant, checklist=checklist, invitation=invitation)
