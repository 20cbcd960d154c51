"""Connections of a drill: a tenant each, approved or with client credentials, and their tokens."""

import secrets
from datetime import timedelta

from django.db import transaction

from apps.audit.actor import SYSTEM
from apps.connections import services as connections
from apps.connections import tokens
from apps.connections.gateway import rest_client
from apps.connections.models import ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.ops.drills.intacct import CLIENT_ID, SENDER_ID, Intacct
from apps.tenants import services as tenants
from apps.tenants.models import Tenant
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault
from apps.vault.secret import Secret


def registered(intacct: Intacct) -> ClientApplication:
    """The vendor's sender and client application, with the secret the simulator expects."""
    secret = Secret(intacct.client_secret)
    with across_tenants(), transaction.atomic():
        sender = connections.save_sender(sender_id=SENDER_ID, password=secret, actor=SYSTEM)
        application, _ = ClientApplication.objects.update_or_create(
            client_id=CLIENT_ID,
            defaults={"name": "Drill", "scope": "production", "sender": sender},
        )
        vault.store_for_vendor(
            owner_id=application.id, field=connections.CLIENT_SECRET, secret=secret, actor=SYSTEM
        )
    return application


def approved(intacct: Intacct, *, application: ClientApplication) -> Connection:
    """A connection of a new tenant to a new company, approved there by its admin."""
    connection = _drafted(auth=Connection.Auth.AUTHORIZATION_CODE, application=application)
    intacct.found(connection.company_id)
    approve(connection, intacct=intacct)
    return connection


def approve(connection: Connection, *, intacct: Intacct) -> None:
    """Let the company's admin approve the connection, for the first time or again."""
    received = intacct.approved(connection.company_id, client=rest_client())
    with acting_for(connection.tenant_id), transaction.atomic():
        connections.hold(connection=connection)
        tokens.adopt(
            connection=connection,
            received=received,
            identity=received.identity,
            approved_by="Drill",
            quarantined=False,
        )


def with_credentials(intacct: Intacct) -> Connection:
    """A connection of a new tenant to a new company, with the customer's own client."""
    connection = _drafted(auth=Connection.Auth.CLIENT_CREDENTIALS, application=None)
    intacct.found(connection.company_id)
    with acting_for(connection.tenant_id), transaction.atomic():
        connections.name_client(
            connection=connection,
            client_id=CLIENT_ID,
            secret=Secret(intacct.client_secret),
            actor=SYSTEM,
        )
        connections.save_user(
            connection=connection, entity_id="", user_id="ws", password=None, actor=SYSTEM
        )
    return connection


def expire(connection: Connection) -> None:
    """Let the time pass in which the access token could be used."""
    past = now() - timedelta(minutes=1)
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).update(expires_at=past)


def grant_of(connection: Connection, *, entity_id: str = "") -> Grant:
    """The grant's row as it is now."""
    with acting_for(connection.tenant_id), transaction.atomic():
        return Grant.objects.get(connection=connection, entity_id=entity_id)


def _drafted(*, auth: str, application: ClientApplication | None) -> Connection:
    mark = secrets.token_hex(4)
    tenant: Tenant = tenants.found(name=f"Drill {mark}", actor=SYSTEM)
    with acting_for(tenant), transaction.atomic():
        connection = connections.draft(
            tenant=tenant,
            environment=Connection.Environment.PRODUCTION,
            auth=auth,
            application=application,
            actor=SYSTEM,
        )
        connections.name_company(connection=connection, company_id=f"Drill{mark}", actor=SYSTEM)
    return connection
