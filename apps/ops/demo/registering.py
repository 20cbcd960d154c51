"""The demo's client application: registered here and in the imitated developer console."""

import secrets

from apps.audit.actor import Actor
from apps.connections import applications
from apps.connections.models import ClientApplication, Sender
from apps.ops.demo import pretend
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret

STAGE = Actor(id=None, label="The demo")
NAME = "Craftable"


def register_application(sender: Sender) -> None:
    """Do what the instructions of the application's page say, in their order."""
    with across_tenants():
        application = applications.register(
            name=NAME, scope=ClientApplication.Scope.PRODUCTION, sender=sender, actor=STAGE
        )
        _bring_keys(application)
    applications.prove(application_id=application.id)


def _bring_keys(application: ClientApplication) -> None:
    client_id, secret = f"{secrets.token_hex(10)}.app.sage.com", secrets.token_urlsafe(24)
    redirect_uri = applications.redirect_uri(application)
    pretend.put_client(client_id, secret=secret, redirect_uri=redirect_uri)
    applications.save_keys(
        application=application,
        client_id=client_id,
        secret=Secret(secret),
        allowed_origins=[],
        actor=STAGE,
    )
