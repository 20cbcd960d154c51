"""Tokens of an attempt that came to nothing meanwhile: nobody wants them, so Intacct ends them.

Not where a newer approval of the same user stands, since a revoke would end that one as well.
"""

from django.db import transaction

from apps.connections import collisions, doorway, revoking
from apps.connections import services as connections
from apps.connections.approvals.ending import OPEN
from apps.connections.gateway import login_as
from apps.connections.models import Approval, Grant
from apps.core.clock import now
from apps.intacct.rest import TokenSet, who_is
from apps.tenants.scope import acting_for

KEPT = frozenset({Approval.State.GRANTED, Approval.State.QUARANTINED})


def give_back(*, approval: Approval, received: TokenSet) -> bool:
    """End what an attempt brought; whether that is over, so that the spool may forget it.

    Until it is, the tick tries again, for an hour at most. Call it outside any transaction.
    """
    identity = who_is(received.access_token, keys=None)
    who = (approval.application.client_id, identity.company_id, identity.user_id)
    with acting_for(approval.tenant_id), transaction.atomic():
        connections.hold(connection=approval.connection)
        approval.refresh_from_db(fields=["state", "reason", "finished_at"])
        if approval.state in KEPT:
            return True
        collisions.take_turns(*who)
        grant = collisions.unkept(*who, approved_at=approval.claimed_at or now())
        collisions.supersede_others(grant)
        if _another_is_open(approval):
            return False
    return _is_over(approval, received, grant)


def _another_is_open(approval: Approval) -> bool:
    """It may be the same user's, and about to be granted: then a revoke would end it."""
    rows = Approval.objects.filter(connection=approval.connection, state__in=OPEN)
    return rows.exclude(id=approval.id).exists()


def _is_over(approval: Approval, received: TokenSet, grant: Grant) -> bool:
    outcome = _outcome(approval, received, grant)
    if outcome == revoking.NO_ANSWER and not _is_too_late(approval):
        return False
    with acting_for(approval.tenant_id), transaction.atomic():
        revoking.record(approval.connection, outcome)
    return True


def _outcome(approval: Approval, received: TokenSet, grant: Grant) -> str:
    if doorway.lives_on(grant):
        return revoking.SUPERSEDED
    return revoking.outcome(lambda: (login_as(approval.application), received.access_token))


def _is_too_late(approval: Approval) -> bool:
    return approval.finished_at is not None and now() - approval.finished_at > revoking.PATIENCE
