"""Draft a connection, keep what signs in, and record where it stands.

Whatever changes what a check would use raises ``Connection.version``: a run that began under
an older version says nothing about the present and is dropped (`checks.services.finish`).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.connections.models import ClientApplication, Connection, Sender, WebServicesUser
from apps.core.clock import now
from apps.tenants.models import Tenant
from apps.vault import services as vault
from apps.vault.secret import Secret

SENDER_PASSWORD = "sender_password"  # noqa: S105 -- the name of a place in the vault
CLIENT_SECRET = "client_secret"  # noqa: S105 -- the name of a place in the vault


@transaction.atomic
def save_sender(*, sender_id: str, password: Secret, actor: Actor) -> Sender:
    """Keep the vendor's sender ID and seal its password."""
    sender, _ = Sender.objects.get_or_create(sender_id=sender_id)
    vault.store_for_vendor(owner_id=sender.id, field=SENDER_PASSWORD, secret=password, actor=actor)
    audit.record(Action.SENDER_SAVED, actor=actor, target_id=sender.id, target_label=sender_id)
    return sender


@transaction.atomic
def draft(
    *,
    tenant: Tenant,
    environment: str,
    actor: Actor,
    auth: str = Connection.Auth.XML,
    sender: Sender | None = None,
    application: ClientApplication | None = None,
) -> Connection:
    """Begin a tenant's connection; nothing is known of the company yet."""
    connection = Connection.objects.create(
        tenant=tenant,
        environment=environment,
        auth=auth,
        sender=sender,
        application=application,
    )
    _record(Action.CONNECTION_CREATED, connection, actor, environment=environment)
    return connection


@transaction.atomic
def name_company(*, connection: Connection, company_id: str, actor: Actor) -> None:
    """Say which Intacct company it is; byte for byte as given."""
    if company_id == connection.company_id:
        return
    connection.company_id, connection.company_seen_at = company_id, None
    _change(connection, "company_id", "company_seen_at")
    _allow_sign_in(connection)
    _record(Action.COMPANY_NAMED, connection, actor, company_id=company_id)


@transaction.atomic
def require(*, connection: Connection, level: str, requirements: dict[str, Any]) -> None:
    """Set what the guide demands of the company: applications, objects to read, level."""
    if (connection.level, connection.requirements) == (level, requirements):
        return
    connection.level, connection.requirements = level, requirements
    _change(connection, "level", "requirements")


@transaction.atomic
def save_user(
    *, connection: Connection, entity_id: str, user_id: str, password: Secret | None, actor: Actor
) -> WebServicesUser:
    """Keep a Web Services user; a password of None keeps the one already sealed."""
    user, _ = WebServicesUser.objects.update_or_create(
        tenant_id=connection.tenant_id,
        connection=connection,
        entity_id=entity_id,
        defaults={"user_id": user_id, "refused_at": None, "signed_in_at": None},
    )
    if password is not None:
        vault.store(
            tenant=connection.tenant,
            connection_id=connection.id,
            field=user.password_field,
            secret=password,
            actor=actor,
        )
    _change(connection)
    _reopen(connection)
    _record(Action.USER_NAMED, connection, actor, user_id=user_id, entity_id=entity_id)
    return user


@transaction.atomic
def name_client(
    *, connection: Connection, client_id: str, secret: Secret | None, actor: Actor
) -> None:
    """Keep the customer's own client application; a secret of None keeps the one sealed."""
    if secret is not None:
        vault.store(
            tenant=connection.tenant,
            connection_id=connection.id,
            field=CLIENT_SECRET,
            secret=secret,
            actor=actor,
        )
    elif client_id == connection.client_id:
        return
    connection.client_id = client_id
    _change(connection, "client_id")
    _allow_sign_in(connection)
    _reopen(connection)
    _record(Action.CLIENT_NAMED, connection, actor, client_id=client_id)


@transaction.atomic
def note_approved(*, connection: Connection) -> None:
    """A new grant stands: what was asked with the one before is void, and it is asked at once."""
    connection.next_check_at = now()
    _change(connection, "next_check_at")
    _allow_sign_in(connection)
    _reopen(connection)


@transaction.atomic
def note_disconnected(*, connection: Connection, actor: Actor) -> None:
    """Nothing signs in any more, and nothing is checked until somebody connects it again."""
    WebServicesUser.objects.filter(connection=connection).update(signed_in_at=None, refused_at=None)
    _change(connection)
    move(connection=connection, state=Connection.State.DISCONNECTED, actor=actor)


@transaction.atomic
def forget_users(*, connection: Connection, keep: frozenset[str], actor: Actor) -> None:
    """Drop the users of entities that were taken off the list, and shred their passwords."""
    gone = WebServicesUser.objects.filter(connection=connection).exclude(entity_id__in=keep)
    fields = [user.password_field for user in gone]
    if not fields:
        return
    vault.forget(tenant=connection.tenant, connection_id=connection.id, actor=actor, only=fields)
    gone.delete()
    _change(connection)


@transaction.atomic
def note_company_seen(*, connection: Connection) -> None:
    """Remember that Intacct knew the company: a later refusal then means something changed."""
    Connection.objects.filter(id=connection.id).update(company_seen_at=now())


@transaction.atomic
def note_signed_in(*, connection: Connection, entity_id: str) -> None:
    """Remember that the stored user and password worked."""
    WebServicesUser.objects.filter(connection=connection, entity_id=entity_id).update(
        signed_in_at=now()
    )


def hold(*, connection: Connection) -> None:
    """Take the connection's row until the transaction ends, and read it as it is by then.

    Whoever writes about a connection takes its row first and the audit chain after it: in one
    order, a save in the portal and the end of a run wait for each other, and never both ways.
    """
    rows = Connection.objects.select_for_update(no_key=True)
    connection.refresh_from_db(from_queryset=rows)


@transaction.atomic
def hold_sign_in(*, user: WebServicesUser) -> None:
    """Stop signing in as this user until something changes: Intacct locks who keeps trying."""
    WebServicesUser.objects.filter(id=user.id).update(refused_at=now())


@transaction.atomic
def allow_sign_in(*, connection: Connection) -> None:
    """A person asked for a check: one more attempt is theirs to make."""
    _allow_sign_in(connection)


@transaction.atomic
def move(*, connection: Connection, state: str, cause: str = "", actor: Actor = SYSTEM) -> None:
    """Record where a connection stands; a change of state is written to the audit log."""
    before = connection.state
    connection.cause = cause
    changed = ["cause"]
    if state != before:
        connection.state, connection.state_since = state, now()
        connection.next_check_at = _no_later(connection)
        changed += ["state", "state_since", "next_check_at"]
        recovered = state == Connection.State.CONNECTED and connection.connected_at is not None
        action = Action.CONNECTION_RECOVERED if recovered else _ACTION_OF_MOVE[state]
        if state == Connection.State.CONNECTED and not recovered:
            connection.connected_at = now()
            changed.append("connected_at")
        _record(action, connection, actor, before=before, cause=cause)
    connection.save(update_fields=changed)


def schedule(*, connection: Connection, jitter: float) -> datetime | None:
    """Set when the connection is due next (``jitter`` in 0…1 spreads them) and free its lease.

    A disconnected one is never due.
    """
    connection.last_checked_at = now()
    connection.next_check_at = _due_in(connection, share=0.9 + 0.2 * jitter)
    connection.leased_until = None
    connection.save(update_fields=["last_checked_at", "next_check_at", "leased_until"])
    return connection.next_check_at


def _no_later(connection: Connection) -> datetime | None:
    """When it is due: as planned, or sooner where its new state is watched more closely."""
    due = _due_in(connection)
    if connection.next_check_at is None or due is None:
        return None
    return min(connection.next_check_at, due)


def _due_in(connection: Connection, *, share: float = 1) -> datetime | None:
    if connection.state == Connection.State.DISCONNECTED:
        return None
    return now() + timedelta(seconds=_SECONDS_UNTIL_NEXT[connection.state]() * share)


_ACTION_OF_MOVE: dict[str, Action] = {
    Connection.State.SETTING_UP: Action.CONNECTION_REOPENED,
    Connection.State.CONNECTED: Action.CONNECTION_CONNECTED,
    Connection.State.BROKEN: Action.CONNECTION_BROKE,
    Connection.State.UNCLEAR: Action.CONNECTION_UNCLEAR,
    Connection.State.DISCONNECTED: Action.CONNECTION_DISCONNECTED,
}
_SECONDS_UNTIL_NEXT: dict[str, Callable[[], float]] = {
    Connection.State.SETTING_UP: lambda: settings.CHECK_SECONDS_SETTING_UP,
    Connection.State.CONNECTED: lambda: settings.CHECK_SECONDS_CONNECTED,
    Connection.State.BROKEN: lambda: settings.CHECK_SECONDS_BROKEN,
    Connection.State.UNCLEAR: lambda: settings.CHECK_SECONDS_BROKEN,
}


def _change(connection: Connection, *fields: str) -> None:
    connection.version = F("version") + 1
    connection.save(update_fields=["version", *fields])
    connection.refresh_from_db(fields=["version"])


def _reopen(connection: Connection) -> None:
    """What signs in is there again: the connection, its history and its entities go on."""
    if connection.state == Connection.State.DISCONNECTED:
        move(connection=connection, state=Connection.State.SETTING_UP)


def _allow_sign_in(connection: Connection) -> None:
    WebServicesUser.objects.filter(connection=connection).update(refused_at=None)


def _record(action: Action, connection: Connection, actor: Actor, **details: str) -> None:
    audit.record(
        action,
        actor=actor,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
        **details,
    )
