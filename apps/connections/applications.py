"""The vendor's client applications in Sage's developer console: registered, keyed, asked about.

What the console asks for and what it refuses: ../shared/intacct/intacct-rest.md §2.
"""

from functools import partial
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.connections import doorway
from apps.connections.gateway import login_as, rest_client
from apps.connections.models import ClientApplication, Sender
from apps.connections.services import CLIENT_SECRET
from apps.core.clock import now
from apps.intacct import IntacctError
from apps.vault import queries as vault_queries
from apps.vault import services as vault
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.secret import Secret

Standing = ClientApplication.Standing


class NameTaken(Exception):
    """Another application has this name."""


class ClientIdTaken(Exception):
    """Another application has this client ID."""


class ClientIdInUse(Exception):
    """Grants live by the client ID: under another one each of them would end."""


class SecretMissing(Exception):
    """No client secret is stored, and none was given."""


def register(*, name: str, scope: str, sender: Sender, actor: Actor) -> ClientApplication:
    """Make an application whose redirect URI is known before Sage has issued its keys.

    Raises NameTaken.
    """
    application = ClientApplication(name=name, scope=scope, sender=sender)
    try:
        with transaction.atomic():
            application.save(force_insert=True)
            _record(Action.APPLICATION_REGISTERED, application, actor, scope=scope)
    except IntegrityError as clash:
        raise NameTaken from clash
    return application


@transaction.atomic
def save_keys(
    *,
    application: ClientApplication,
    client_id: str,
    secret: Secret | None,
    allowed_origins: list[str],
    actor: Actor,
) -> None:
    """Keep the keys Sage issued and ask Intacct about them; a secret of None keeps the one sealed.

    Another client ID is another client: that approvals come back is to be proven anew. Raises
    ClientIdInUse, ClientIdTaken, SecretMissing.
    """
    if client_id != application.client_id:
        if doorway.has_live_grants(application):
            raise ClientIdInUse
        application.client_id, application.approved_at = client_id, None
    application.allowed_origins = allowed_origins
    _save_once(application)
    _keep(secret, application, actor)
    _record(Action.APPLICATION_KEYS_SAVED, application, actor, client_id=client_id)
    ask_again(application=application)


def ask_again(*, application: ClientApplication) -> None:
    """Let a worker find out whether Intacct knows the client; until it has, nobody knows."""
    application.standing, application.standing_at = Standing.UNCHECKED, now()
    application.save(update_fields=["standing", "standing_at"])
    wake = partial(
        current_app.send_task,
        "apps.connections.tasks.prove_application",
        kwargs={"application_id": str(application.id)},
        queue="interactive",
    )
    transaction.on_commit(wake, robust=True)


def prove(*, application_id: UUID) -> None:
    """Knock at the token endpoint with the keys, and keep what became of it. Workers only.

    An answer about keys that were changed meanwhile is dropped.
    """
    application = ClientApplication.objects.get(id=application_id)
    asked_as_now = ClientApplication.objects.filter(
        id=application_id, standing_at=application.standing_at
    )
    asked_as_now.update(standing=_standing(application), standing_at=now())


def redirect_uri(application: ClientApplication) -> str:
    """Where Intacct sends an approval to: to be registered in the console to the character."""
    return f"{settings.BASE_URL}/oauth/callback/{application.id}"


def is_being_asked(application: ClientApplication) -> bool:
    """Whether somebody asked about its standing and no worker has answered yet."""
    return application.standing == Standing.UNCHECKED and application.standing_at is not None


def _save_once(application: ClientApplication) -> None:
    try:
        with transaction.atomic():
            application.save(update_fields=["client_id", "allowed_origins", "approved_at"])
    except IntegrityError as clash:
        raise ClientIdTaken from clash


def _keep(secret: Secret | None, application: ClientApplication, actor: Actor) -> None:
    if secret is not None:
        vault.store_for_vendor(
            owner_id=application.id, field=CLIENT_SECRET, secret=secret, actor=actor
        )
        return
    try:
        vault_queries.current_of_vendor(owner_id=application.id, field=CLIENT_SECRET)
    except vault_queries.NotSet as nothing:
        raise SecretMissing from nothing


def _standing(application: ClientApplication) -> str:
    try:
        return rest_client().knock(client=login_as(application)).value
    except (IntacctError, VaultClosed, CannotOpen, vault_queries.NotSet):
        return Standing.CANNOT_TELL


def _record(action: Action, application: ClientApplication, actor: Actor, **details: str) -> None:
    audit.record(
        action,
        actor=actor,
        target_id=application.id,
        target_label=application.name,
        tenant_id=None,
        **details,
    )
