"""The tick over attempts: nothing waits for ever, and nothing is lost with a worker."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from apps.connections import doorway, tokens
from apps.connections import services as connections
from apps.connections.approvals.ending import end
from apps.connections.approvals.finishing import finish
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.waking import wake
from apps.connections.models import Approval
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from apps.tenants.scope import acting_for

State = Approval.State
FORGOTTEN_SECONDS = 20

logger = logging.getLogger(__name__)


def recover() -> None:
    """Finish what the spool still holds, give up the rest, and wake for what nobody took.

    Call it outside any transaction.
    """
    _finish_from_spool()
    lost_seconds = settings.TOKEN_LEASE_SECONDS + settings.TOKEN_DEADLINE_SECONDS
    lost = Q(state=State.EXCHANGING, claimed_at__lt=_ago(lost_seconds))
    _give_up(lost, reason=Reason.INTERRUPTED)
    late = Q(state=State.STARTED, created_at__lt=_ago(settings.APPROVAL_SECONDS))
    _give_up(late, reason=Reason.EXPIRED)
    forgotten = Q(state=State.RETURNED, returned_at__lt=_ago(FORGOTTEN_SECONDS))
    for address in doorway.attempts(forgotten):
        wake(*address)


def _finish_from_spool() -> None:
    """An attempt that ended otherwise is finished, too: that empties its entry of the spool."""
    for approval_id, _, received in tokens.recovered_approvals():
        approval = doorway.attempt(approval_id)
        if approval is None:
            tokens.clear_spool(approval_id)
        elif not _is_at_work(approval):
            _finish(approval, received)


def _finish(approval: Approval, received: TokenSet) -> None:
    """Whatever goes wrong concerns this one alone; its entry stays for the next tick."""
    try:
        finish(approval=approval, received=received)
    except Exception:
        logger.exception("the tokens of approval %s stay in the spool", approval.id)


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
        with acting_for(tenant_id), transaction.atomic():
            approval = Approval.objects.select_related("connection").get(id=approval_id)
            connections.hold(connection=approval.connection)
            end(approval, state=State.FAILED, reason=reason, only=which)


def _ago(seconds: float) -> CombinedExpression:
    """By the database's clock, which every process shares."""
    return Now() - timedelta(seconds=seconds)
