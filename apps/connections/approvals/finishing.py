"""The tokens are here: whose they are decides whether the connection has a grant.

Run a second time, after a worker was killed, it finds the attempt over and does nothing.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from apps.connections import collisions, tokens
from apps.connections import services as connections
from apps.connections.approvals.ending import end
from apps.connections.approvals.giving_back import give_back
from apps.connections.approvals.judging import Judgement, Sight, judge, look
from apps.connections.approvals.queries import latest
from apps.connections.approvals.reasons import Reason
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.intacct.rest import Identity, Signature, TokenSet
from apps.tenants.scope import acting_for

State = Approval.State
INTERRUPTED = Q(state=State.FAILED, reason=Reason.INTERRUPTED)
COLLECTABLE = Q(state=State.EXCHANGING) | INTERRUPTED
"""Given up for lost is not yet over: an answer that turns up in the spool still counts."""


def finish(*, approval: Approval, received: TokenSet) -> None:
    """Judge the tokens and keep them, live or in quarantine; then the spool may forget them.

    Where the attempt no longer counts they are given back. Call it outside any transaction, with
    the approval's connection and application loaded.
    """
    if _kept(approval, received) or give_back(approval=approval, received=received):
        tokens.clear_spool(approval.id)


def _kept(approval: Approval, received: TokenSet) -> bool:
    with acting_for(approval.tenant_id), transaction.atomic():
        if not _counts(approval):
            return False
    sight = look(received)
    with acting_for(approval.tenant_id), transaction.atomic():
        connections.hold(connection=approval.connection)
        if not _counts(approval):
            return False
        _settle(approval, received, sight)
    return True


def _counts(approval: Approval) -> bool:
    """Whether something may still come of the attempt.

    One that was given up may have been overtaken since: by another attempt, or by any change of
    the connection, as by disconnecting it.
    """
    unchanged = INTERRUPTED & Q(version=F("connection__version"))
    rows = Approval.objects.filter(Q(state=State.EXCHANGING) | unchanged, id=approval.id)
    return rows.exists() and latest(approval.connection) == approval


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
        _check_if_live(approval.connection)
        _adopt(approval, received, identity, quarantined=True)
    else:
        _supersede_without(approval, identity)
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


def _check_if_live(connection: Connection) -> None:
    """The grant that is about to be overwritten let us in: a check has to tell that it is gone."""
    live = Grant.objects.filter(connection=connection, entity_id="", state=Grant.State.LIVE)
    if live.exists():
        Connection.objects.filter(id=connection.id).update(next_check_at=now())


def _adopt(
    approval: Approval, received: TokenSet, identity: Identity, *, quarantined: bool
) -> None:
    """Whatever we make of it, Intacct has ended the older grants of the same user."""
    collisions.take_turns(*_who(approval, identity))
    grant = tokens.adopt(
        connection=approval.connection,
        received=received,
        identity=identity,
        approved_by=str(approval.started_by),
        quarantined=quarantined,
    )
    grant.approved_at = _approved_at(approval)
    grant.save(update_fields=["approved_at"])
    if _is_known(identity):
        collisions.supersede_others(grant)


def _supersede_without(approval: Approval, identity: Identity) -> None:
    """The same where nothing is kept of it."""
    if _is_known(identity):
        who = _who(approval, identity)
        collisions.take_turns(*who)
        newest = collisions.unkept(*who, approved_at=_approved_at(approval))
        collisions.supersede_others(newest)


def _who(approval: Approval, identity: Identity) -> tuple[str, str, str]:
    return approval.application.client_id, identity.company_id, identity.user_id


def _is_known(identity: Identity) -> bool:
    return bool(identity.company_id) and identity.signature is not Signature.BAD


def _approved_at(approval: Approval) -> datetime:
    """When the code was exchanged, by the database's clock: in that order Intacct ends grants."""
    return approval.claimed_at or now()
