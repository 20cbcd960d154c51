"""Whose sender ID a connection signs in with: the vendor's, or one the customer bought."""

from django.db import transaction
from django.db.models import F

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.connections.models import Connection
from apps.connections.services import SENDER_PASSWORD
from apps.intacct import SenderLogin
from apps.vault import services as vault
from apps.vault.queries import NotSet, is_set
from apps.vault.secret import Secret


def sender_login(connection: Connection) -> SenderLogin:
    """Open the password of the connection's sender ID, and log in with both. Workers only.

    Call it in the tenant's scope. Raises NotSet where no sender ID or no password is stored,
    VaultClosed, CannotOpen.
    """
    if connection.own_sender_id:
        password = vault.open_for_check(
            tenant_id=connection.tenant_id, connection_id=connection.id, field=SENDER_PASSWORD
        )
    elif connection.sender is not None:
        password = vault.open_vendor_secret(owner_id=connection.sender.id, field=SENDER_PASSWORD)
    else:
        raise NotSet(SENDER_PASSWORD)
    return SenderLogin(sender_id=connection.sender_name, password=password.reveal())


@transaction.atomic
def name_sender(
    *, connection: Connection, sender_id: str, password: Secret | None, actor: Actor
) -> None:
    """Keep the customer's own sender ID; a password of None keeps the one sealed."""
    if password is not None:
        vault.store(
            tenant=connection.tenant,
            connection_id=connection.id,
            field=SENDER_PASSWORD,
            secret=password,
            actor=actor,
        )
    elif sender_id == connection.own_sender_id:
        return
    connection.own_sender_id, connection.version = sender_id, F("version") + 1
    connection.save(update_fields=["own_sender_id", "version"])
    connection.refresh_from_db(fields=["version"])
    audit.record(
        Action.SENDER_NAMED,
        actor=actor,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
        sender_id=sender_id,
    )


def has_sender(connection: Connection) -> bool:
    """Whether a sender ID and its password are there to sign in with. In the tenant's scope."""
    if not connection.own_sender_id:
        return connection.sender_id is not None
    return is_set(
        tenant_id=connection.tenant_id, connection_id=connection.id, field=SENDER_PASSWORD
    )
