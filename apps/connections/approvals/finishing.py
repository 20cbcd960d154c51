"""The tokens are here: whose they are decides whether the connection has a grant.

Run a second time, after a worker was killed, it finds the attempt over and does nothing.
"""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.connections import collisions, tokens
from apps.connections import services as connections
from apps.connections.approvals.ending import end
from apps.connections.approvals.judging import Judgement, Sight, judge, look
from apps.connections.approvals.reasons import Reason
from apps.connections.gateway import login_as, rest_client
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.intacct import IntacctError
from apps.intacct.rest import Identity, Signature, TokenSet
from apps.tenants.scope import acting_for
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.queries import NotSet

State = Approval.State
INTERRUPTED = Q(state=State.FAILED, reason=Reason.INTERRUPTED)
COLLECTABLE = Q(state=State.EXCHANGING) | INTERRUPTED
"""Given up for lost is not yet over: an answer that turns up in the spool still counts."""


def finish(*, approval: Approval, received: TokenSet) -> None:
    """Judge the tokens and keep them, live or in quarantine; then the spool may forget them.

    Call it outside any transaction, with the approval's connection and application loaded.
    """
    sight = look(received)
    with acting_for(approval.tenant_id), transaction.atomic():
        connections.hold(connection=approval.connection)
        taken = Approval.objects.filter(COLLECTABLE, id=approval.id).exists()
        if taken:
            _settle(approval, received, sight)
        else:
            approval.refresh_from_db(fields=["state", "reason"])
    if not taken:
        _give_back(approval, received)
    tokens.clear_spool(approval.id)


def _settle(approval: Approval, received: TokenSet, sight: Sight) -> None:
    judgement = judge(sight, approval.connection)
    applications = ClientApplication.objects.filter(id=approval.application_id, approved_at=None)
    applications.update(approved_at=now())  # it came back, so its redirect URI is registered
    if judgement.reason is None:
        _grant(approval, received, sight.identity, found=judgement.found)
    else:
        _quarantine(approval, received, sight.identity, judgement)


def _grant(
    approval: Approval, received: TokenSet, identity: Identity, *, found: dict[str, Any]
) -> None:
    connection = approval.connection
    before = Grant.objects.filter(connection=connection, entity_id="").first()
    if before is not None and before.user_id not in {"", identity.user_id}:
        found |= {"user_before": before.user_id}
    _adopt(approval, received, identity, quarantined=False)
    connections.note_approved(connection=connection)
    end(
        approval,
        state=State.GRANTED,
        found=found,
        actor=approval.started_by.as_actor,
        only=COLLECTABLE,
    )


def _quarantine(
    approval: Approval, received: TokenSet, identity: Identity, judgement: Judgement
) -> None:
    kept = not _has_another(approval.connection, identity)
    if kept:
        _adopt(approval, received, identity, quarantined=True)
    end(
        approval,
        state=State.QUARANTINED,
        reason=judgement.reason or "",
        found=judgement.found | {"kept": kept},
        actor=approval.started_by.as_actor,
        only=COLLECTABLE,
    )


def _has_another(connection: Connection, identity: Identity) -> bool:
    """Whether a live grant of somebody else stands: a mistaken approval must not put it out."""
    theirs = Q(company_id=identity.company_id, user_id=identity.user_id)
    live = Grant.objects.filter(connection=connection, entity_id="", state=Grant.State.LIVE)
    return live.exclude(theirs).exists()


def _adopt(
    approval: Approval, received: TokenSet, identity: Identity, *, quarantined: bool
) -> None:
    """Whatever we make of it, Intacct has ended the older grants of the same user."""
    client_id = approval.application.client_id
    collisions.take_turns(client_id, identity.company_id, identity.user_id)
    grant = tokens.adopt(
        connection=approval.connection,
        received=received,
        identity=identity,
        approved_by=str(approval.started_by),
        quarantined=quarantined,
    )
    if identity.company_id and identity.signature is not Signature.BAD:
        collisions.supersede_others(grant)


def _give_back(approval: Approval, received: TokenSet) -> None:
    """Nobody wants these tokens. Who disconnected meanwhile wanted them ended at Intacct, too."""
    if approval.reason == Reason.DISCONNECTED:
        with suppress(IntacctError, VaultClosed, CannotOpen, NotSet):
            login = login_as(approval.application)
            rest_client().revoke(client=login, token=received.access_token)
