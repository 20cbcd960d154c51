"""Bring a new customer in: tenant, connection, guide and invitation, all or nothing."""

from dataclasses import dataclass

from django.db import transaction

from apps.audit.actor import Actor
from apps.checklists import services as checklists
from apps.checklists.guide.format import Guide
from apps.checklists.models import Checklist
from apps.connections import services as connections
from apps.connections.models import ClientApplication, Connection, Sender
from apps.tenants import services as tenants
from apps.tenants.models import Invitation, Membership, Tenant
from apps.tenants.scope import acting_for


@dataclass(frozen=True)
class Onboarded:
    """What was made for a new customer."""

    tenant: Tenant
    checklist: Checklist
    invitation: Invitation | None


class NoApplication(Exception):
    """The guide needs an application that is registered for this kind of environment.

    Its one argument is the client scope that is missing: an application registered as
    non-production is refused by every production company, and the other way round.
    """


@transaction.atomic
def onboard(*, name: str, guide: Guide, environment: str, email: str, actor: Actor) -> Onboarded:
    """Found the tenant, begin the guide, and invite its first admin where an address is given.

    Raises `NoApplication` where the guide's way in is an approval and nothing can be approved.
    """
    tenant = tenants.found(name=name, actor=actor)
    application = application_for(guide, environment)
    sender = application.sender if application else _sender_of(guide)
    with acting_for(tenant):
        connection = connections.draft(
            tenant=tenant,
            environment=environment,
            auth=guide.auth,
            sender=sender,
            application=application,
            actor=actor,
        )
        checklist = checklists.begin(connection=connection, guide=guide)
        invitation = (
            tenants.invite(tenant=tenant, email=email, role=Membership.Role.ADMIN, actor=actor)
            if email
            else None
        )
    return Onboarded(tenant=tenant, checklist=checklist, invitation=invitation)


def application_for(guide: Guide, environment: str) -> ClientApplication | None:
    """The vendor's application with the scope that the environment asks for.

    None where the guide's way in is not by approval. Raises `NoApplication`.
    """
    if guide.auth != Connection.Auth.AUTHORIZATION_CODE.value:
        return None
    scopes = ClientApplication.Scope
    live = environment == Connection.Environment.PRODUCTION
    scope = scopes.PRODUCTION if live else scopes.NON_PRODUCTION
    rows = (
        ClientApplication.objects.select_related("sender").filter(scope=scope).exclude(client_id="")
    )
    application = rows.order_by("created_at").first()
    if application is None:
        raise NoApplication(scope)
    return application


def _sender_of(guide: Guide) -> Sender | None:
    """The vendor's own sender ID; None where the customer brings one, or none is needed."""
    names = {str(each.sender_id) for each in guide.senders} or {"sender_id"}
    fixed = (each.value for each in guide.variables if each.name in names)
    sender_id = next((value for value in fixed if value), None)
    return Sender.objects.get_or_create(sender_id=sender_id)[0] if sender_id else None
