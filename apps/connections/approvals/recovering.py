"""The tick over attempts: nothing waits for ever, and nothing is lost with a worker."""

from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from apps.connections import doorway, revoking, tokens
from apps.connections import services as connections
from apps.connections.approvals.clocks import ago, lost_seconds
from apps.connections.approvals.ending import end
from apps.connections.approvals.finishing import finish
from apps.connections.approvals.judging import LOOKING_SECONDS
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.waking import wake
from apps.connections.models import Approval
from apps.connections.ticking import Tick, apart
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from apps.tenants.scope import acting_for

State = Approval.State
FORGOTTEN_SECONDS = 20
FINISHING_SECONDS = LOOKING_SECONDS + revoking.SECONDS


def recover(tick: Tick | None = None) -> None:
    """Finish what the spool still holds, give up the rest, and wake for what nobody took.

    Call it outside any transaction.
    """
    _finish_from_spool(tick or Tick())
    lost = Q(state=State.EXCHANGING, claimed_at__lt=ago(lost_seconds()))
    _give_up(lost, reason=Reason.INTERRUPTED)
    untaken = Q(state=State.RETURNED, returned_at__lt=ago(settings.APPROVAL_SECONDS))
    _give_up(untaken, reason=Reason.INTERRUPTED)
    late = Q(state=State.STARTED, created_at__lt=ago(settings.APPROVAL_SECONDS))
    _give_up(late, reason=Reason.EXPIRED)
    forgotten = Q(state=State.RETURNED, returned_at__lt=ago(FORGOTTEN_SECONDS))
    for address in doorway.attempts(forgotten):
        wake(*address)


def _finish_from_spool(tick: Tick) -> None:
    """An attempt that ended otherwise is finished, too: that empties its entry of the spool."""
    for approval_id, _, received in tokens.recovered_approvals():
        approval = doorway.attempt(approval_id)
        if approval is None:
            tokens.clear_spool(approval_id)
        elif not _is_at_work(approval):
            if not tick.allows(FINISHING_SECONDS):
                return
            with apart(f"finishing approval {approval.id}"):
                _finish(approval, received)


def _finish(approval: Approval, received: TokenSet) -> None:
    """What no row can hold is not tried for ever; a database that is away counts for nothing."""
    try:
        finish(approval=approval, received=received)
    except (SoftTimeLimitExceeded, *tokens.LOST_TOUCH):
        raise
    except Exception:
        tokens.could_not_finish(approval.id)
        raise


def _is_at_work(approval: Approval) -> bool:
    """Whether the worker that exchanged the code may still be about to finish it."""
    recent = now() - timedelta(seconds=settings.TOKEN_LEASE_SECONDS)
    return (
        approval.state == State.EXCHANGING
        and approval.claimed_at is not None
        and approval.claimed_at > recent
    )


def _give_up(which: Q, *, reason: Reason) -> None:
    for tenant_id, approval_id in doorway.attempts(which):
        alone = apart(f"giving up approval {approval_id}")
        with alone, acting_for(tenant_id), transaction.atomic():
            approval = Approval.objects.select_related("connection").get(id=approval_id)
            connections.hold(connection=approval.connection)
            end(approval, state=State.FAILED, reason=reason, only=which)
