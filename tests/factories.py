"""Plain functions that make what tests need; every secret they plant is a canary."""

import secrets
from dataclasses import dataclass

from apps.audit.actor import Actor
from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.checklists.models import Checklist
from apps.connections import services as connections
from apps.connections.models import Connection, Sender
from apps.tenants import services as tenants
from apps.tenants.models import Membership, Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret

PASSWORD = "canary-of-the-house-4711"
ROBOT = Actor(id=None, label="Robot")


def canary(name: str) -> str:
    """Return a secret no other text can contain by chance."""
    return f"canary-{name}-{secrets.token_hex(8)}"


def make_user(name: str = "alice", **fields: str) -> User:
    email = f"{name}-{secrets.token_hex(3)}@example.com"
    return User.objects.create_user(email=email, password=PASSWORD, name=name.title(), **fields)


def make_tenant(name: str = "Acme") -> Tenant:
    return tenants.found(name=f"{name} {secrets.token_hex(3)}", actor=ROBOT)


def make_member(tenant: Tenant, *, role: str = "admin", name: str = "alice") -> User:
    user = make_user(name)
    with acting_for(tenant):
        Membership.objects.create(tenant=tenant, user=user, role=role)
    return user


def make_sender() -> Sender:
    with across_tenants():
        return connections.save_sender(
            sender_id="CraftableMPP", password=Secret(canary("sender")), actor=ROBOT
        )


@dataclass(frozen=True)
class Customer:
    """A tenant with its admin, its connection and its checklist."""

    tenant: Tenant
    admin: User
    connection: Connection
    checklist: Checklist


def make_customer(name: str = "Acme") -> Customer:
    tenant = make_tenant(name)
    sender = Sender.objects.filter(sender_id="CraftableMPP").first() or make_sender()
    with acting_for(tenant):
        connection = connections.draft(
            tenant=tenant, sender=sender, environment="production", actor=ROBOT
        )
        checklist = checklists.begin(connection=connection, guide=newest("craftable"))
    return Customer(tenant, make_member(tenant), connection, checklist)
