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

from apps.audit.actor import SYSTEM, Actor
from apps.connections import doorway, revoking
from apps.connections import services as connections
from apps.connections.approvals.ending import end_open
from apps.connections.approvals.reasons import Reason
from apps.connections.gateway import client_login
from apps.connections.models import Connection, Grant
from apps.connections.services import CLIENT_SECRET
from apps.connections.ticking import Tick, apart
from apps.core.clock import now
from apps.intacct.rest import ClientLogin
from apps.tenants.scope import acting_for
from apps.vault import queries as vault_queries
from apps.vault import services as vault

BETWEEN_TRIES = timedelta(minutes=15)  # five tries in `revoking.PATIENCE`
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
    is_last = now() - grant.state_since >= revoking.PATIENCE
    if outcome == revoking.NO_ANSWER and not is_last:
        return
    with acting_for(tenant_id), transaction.atomic():
        _conclude(grant, outcome)


def revoke_due(tick: Tick | None = None) -> None:
    """The tick: try again what Intacct has not answered, as long as there is time."""
    tick = tick or Tick()
    for tenant_id, grant_id in doorway.to_revoke():
        if not tick.allows(revoking.SECONDS):
            return
        with apart(f"revoking grant {grant_id}"):
            revoke(tenant_id=tenant_id, grant_id=grant_id)


def _let_go(connection: Connection) -> list[UUID]:
    """Every grant is over; those that let us in keep their tokens until they are revoked.

    And their lease: a refresh under way may bring the very tokens that are to be revoked.
    """
    grants = Grant.objects.filter(connection=connection)
    live = list(grants.filter(HAS_TOKENS, state=Grant.State.LIVE).values_list("id", flat=True))
    grants.exclude(id__in=live).update(**BLANK)
    grants.update(
        state=Grant.State.DISCONNECTED,
        state_since=now(),
        refresh_at=None,
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
    if doorway.lives_on(grant):
        return revoking.SUPERSEDED
    return revoking.outcome(lambda: (_login(grant), _token(grant)))


def _login(grant: Grant) -> ClientLogin:
    with acting_for(grant.tenant_id), transaction.atomic():
        return client_login(grant.connection)


def _token(grant: Grant) -> str:
    """The access token while it lives: that is the one Intacct's document names."""
    lives = grant.expires_at is not None and grant.expires_at > now()
    field = "access" if grant.access_sealed and (lives or not grant.refresh_sealed) else "refresh"
    sealed = bytes(getattr(grant, f"{field}_sealed"))
    return vault.open_obtained(
        sealed, place=grant.place(field, generation=grant.generation)
    ).reveal()


def _conclude(grant: Grant, outcome: str) -> None:
    """Drop the tokens, unless others came meanwhile: by a new approval, or by a late refresh."""
    connection = grant.connection
    connections.hold(connection=connection)
    over = Grant.objects.filter(HAS_TOKENS, id=grant.id, state=Grant.State.DISCONNECTED)
    if not over.filter(generation=grant.generation).update(leased_until=None, **BLANK):
        over.update(leased_until=None)
        return
    if connection.state == Connection.State.DISCONNECTED and not _waiting(connection):
        _forget(connection, SYSTEM, keep_client=False)
    revoking.record(connection, outcome)


def _waiting(connection: Connection) -> bool:
    return Grant.objects.filter(HAS_TOKENS, connection=connection).exists()
