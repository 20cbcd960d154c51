"""Disconnect: forget what signs in, and end at Intacct what it granted.

Intacct's revoke ends every token of that user and company (../shared/intacct/intacct-rest.md
§4.7), so a page warns first. What is kept: the connection, its history, its entities.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.connections import doorway
from apps.connections import services as connections
from apps.connections.approvals.ending import end_open
from apps.connections.approvals.reasons import Reason
from apps.connections.gateway import client_login, rest_client
from apps.connections.models import Connection, Grant
from apps.connections.services import CLIENT_SECRET
from apps.core.clock import now
from apps.intacct import IntacctError, Refused
from apps.tenants.scope import acting_for
from apps.vault import queries as vault_queries
from apps.vault import services as vault
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.queries import NotSet

BETWEEN_TRIES = timedelta(minutes=15)
PATIENCE = timedelta(hours=1)  # five tries
REVOKED, REFUSED, NO_ANSWER, UNOPENED = "revoked", "refused", "no_answer", "unopened"
BLANK = {"access_sealed": b"", "refresh_sealed": b"", "refresh_at": None}
HAS_TOKENS = ~Q(access_sealed=b"", refresh_sealed=b"")


@transaction.atomic
def disconnect(*, connection: Connection, actor: Actor) -> None:
    """Stop signing in and checking, and have the grants ended at Intacct.

    Secrets are shredded now; a client secret as soon as the grants are ended with it, within the
    hour. Nothing happens to a connection that is disconnected.
    """
    connections.hold(connection=connection)
    if connection.state == Connection.State.DISCONNECTED:
        return
    to_revoke = _let_go(connection)
    end_open(connection, reason=Reason.DISCONNECTED, actor=actor)
    _forget(connection, actor, keep_client=bool(to_revoke))
    connections.note_disconnected(connection=connection, actor=actor)
    for grant_id in to_revoke:
        tell = partial(_revoke_later, connection.tenant_id, grant_id)
        transaction.on_commit(tell, robust=True)


def revoke(*, tenant_id: UUID, grant_id: UUID) -> None:
    """Try once to end a grant at Intacct. Workers only, outside any transaction.

    It ends with the tokens gone from here, whatever Intacct says, at the latest an hour on.
    """
    grant = _claimed(tenant_id, grant_id)
    if grant is None:
        return
    outcome = _outcome(grant)
    is_last = now() - grant.state_since >= PATIENCE
    if outcome == NO_ANSWER and not is_last:
        return
    with acting_for(tenant_id), transaction.atomic():
        _conclude(grant, outcome)


def revoke_due() -> None:
    """The tick: try again what Intacct has not answered."""
    for tenant_id, grant_id in doorway.to_revoke():
        revoke(tenant_id=tenant_id, grant_id=grant_id)


def _let_go(connection: Connection) -> list[UUID]:
    """Every grant is over; those that let us in keep their tokens until they are revoked."""
    grants = Grant.objects.filter(connection=connection)
    live = list(grants.filter(HAS_TOKENS, state=Grant.State.LIVE).values_list("id", flat=True))
    grants.exclude(id__in=live).update(**BLANK)
    grants.update(
        state=Grant.State.DISCONNECTED,
        state_since=now(),
        refresh_at=None,
        leased_until=None,
        epoch=F("epoch") + 1,
    )
    return live


def _forget(connection: Connection, actor: Actor, *, keep_client: bool) -> None:
    place = {"tenant_id": connection.tenant_id, "connection_id": connection.id}
    fields = set(vault_queries.described(**place))
    if keep_client:
        fields.discard(CLIENT_SECRET)
    if fields:
        vault.forget(
            tenant=connection.tenant, connection_id=connection.id, actor=actor, only=fields
        )


def _revoke_later(tenant_id: UUID, grant_id: UUID) -> None:
    current_app.send_task(
        "apps.connections.tasks.revoke_grant",
        kwargs={"tenant_id": str(tenant_id), "grant_id": str(grant_id)},
        queue="interactive",
    )


def _claimed(tenant_id: UUID, grant_id: UUID) -> Grant | None:
    """Take the next try; the lease is also how long to wait before the one after it."""
    free = Q(leased_until=None) | Q(leased_until__lt=Now())
    with acting_for(tenant_id), transaction.atomic(durable=True):
        waiting = Grant.objects.filter(free, HAS_TOKENS, id=grant_id)
        waiting = waiting.filter(state=Grant.State.DISCONNECTED)
        if not waiting.update(leased_until=now() + BETWEEN_TRIES):
            return None
        return Grant.objects.select_related("connection").get(id=grant_id)


def _outcome(grant: Grant) -> str:
    try:
        with acting_for(grant.tenant_id), transaction.atomic():
            login = client_login(grant.connection)
        rest_client().revoke(client=login, token=_token(grant))
    except (VaultClosed, CannotOpen, NotSet):
        return UNOPENED
    except Refused:
        return REFUSED
    except IntacctError:
        return NO_ANSWER
    return REVOKED


def _token(grant: Grant) -> str:
    """The refresh token where there is one: it lives longer."""
    field = "refresh" if grant.refresh_sealed else "access"
    sealed = bytes(grant.refresh_sealed or grant.access_sealed)
    place = grant.place(field, generation=grant.generation)
    return vault.open_obtained(sealed, place=place).reveal()


def _conclude(grant: Grant, outcome: str) -> None:
    """Drop the tokens, unless the connection was approved anew meanwhile."""
    connection = grant.connection
    connections.hold(connection=connection)
    over = Grant.objects.filter(id=grant.id, state=Grant.State.DISCONNECTED)
    if not over.filter(HAS_TOKENS).update(leased_until=None, **BLANK):
        return
    if connection.state == Connection.State.DISCONNECTED and not _waiting(connection):
        _forget(connection, SYSTEM, keep_client=False)
    audit.record(
        Action.GRANT_REVOKED,
        actor=SYSTEM,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
        outcome=outcome,
    )


def _waiting(connection: Connection) -> bool:
    return Grant.objects.filter(HAS_TOKENS, connection=connection).exists()
