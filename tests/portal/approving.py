"""A customer whose connection is approved in Intacct, and attempts at it in every state."""

from datetime import timedelta
from typing import Any

from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.connections import services as connections
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.tenants.models import Tenant, User
from apps.tenants.scope import acting_for
from tests.factories import ROBOT, Customer, make_member, make_sender, make_tenant
from tests.portal.planting import decide

COMPANY = "AlderFinch-prod"
CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"


def make_application(client_id: str = CLIENT_ID) -> ClientApplication:
    return ClientApplication.objects.create(
        name=f"Application {client_id}",
        scope="production",
        sender=make_sender(),
        client_id=client_id,
    )


def make_approving_customer(name: str = "Alder") -> Customer:
    """A customer of the guide that is approved in Intacct; nothing was approved yet."""
    tenant = make_tenant(name)
    with acting_for(tenant):
        connection = make_connection(tenant)
        checklist = checklists.begin(connection=connection, guide=newest("sage-rest-quickstart"))
        decide(connection, sender_approval="while_approving")
    return Customer(tenant, make_member(tenant), connection, checklist)


def make_connection(tenant: Tenant) -> Connection:
    """A connection of the tenant to COMPANY by approval; call it in the tenant's scope."""
    application = ClientApplication.objects.first() or make_application()
    connection = connections.draft(
        tenant=tenant,
        environment="production",
        auth=Connection.Auth.AUTHORIZATION_CODE,
        sender=application.sender,
        application=application,
        actor=ROBOT,
    )
    connections.name_company(connection=connection, company_id=COMPANY, actor=ROBOT)
    return connection


def plant_approval(
    connection: Connection, user: User, *, state: str, seconds_ago: int = 0, **fields: Any
) -> Approval:
    """An attempt of this person, in this state; `reason` and `found` as given."""
    assert connection.application is not None
    approval = Approval.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        application=connection.application,
        started_by=user,
        version=connection.version,
        state_hash="0" * 64,
        browser_hash="0" * 64,
        state=state,
        **fields,
    )
    begun = now() - timedelta(seconds=seconds_ago)
    Approval.objects.filter(id=approval.id).update(created_at=begun)
    approval.refresh_from_db()
    return approval


def plant_grant(connection: Connection, *, state: str = Grant.State.LIVE) -> Grant:
    """What an approval by Priya Nair left, live or ended."""
    return Grant.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        client_id=CLIENT_ID,
        company_id=connection.company_id,
        user_id="pnair",
        approved_by="Priya Nair",
        approved_at=now(),
        state=state,
        state_since=now(),
    )
