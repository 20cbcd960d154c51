"""How an attempt ends: once, with its secrets gone, in the audit log, and told to who listens."""

from typing import Any

from django.db.models import Q, QuerySet

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.connections.approvals.reasons import Reason
from apps.connections.models import Approval, Connection
from apps.connections.signals import approval_finished
from apps.core.clock import now

State = Approval.State
OPEN = (State.STARTED, State.RETURNED, State.EXCHANGING)


def end(
    approval: Approval,
    *,
    state: str,
    reason: str = "",
    found: dict[str, Any] | None = None,
    actor: Actor = SYSTEM,
    only: Q | None = None,
) -> bool:
    """End an attempt that is still open, or fits ``only``; returns whether it was ours to end.

    Call it in the tenant's scope with the connection's row held.
    """
    rows = Approval.objects.filter(Q(state__in=OPEN) if only is None else only, id=approval.id)
    if not _close(rows, state=state, reason=reason, found=found or approval.found):
        return False
    approval.refresh_from_db()
    _record(approval, actor)
    approval_finished.send(Approval, connection=approval.connection, approval=approval)
    return True


def end_open(connection: Connection, *, reason: Reason, actor: Actor) -> None:
    """End whatever attempts of a connection are open."""
    for approval in Approval.objects.filter(connection=connection, state__in=OPEN):
        end(approval, state=State.FAILED, reason=reason, actor=actor)


def _close(rows: QuerySet[Approval], **columns: object) -> bool:
    gone = {"verifier_sealed": b"", "code_sealed": b""}
    return rows.update(finished_at=now(), **gone, **columns) == 1


def _record(approval: Approval, actor: Actor) -> None:
    audit.record(
        _ACTION_OF[approval.state],
        actor=actor,
        target_id=approval.connection_id,
        target_label=approval.connection.title,
        tenant_id=approval.tenant_id,
        reason=approval.reason,
        differs=approval.found.get("differs", []),
    )


_ACTION_OF: dict[str, Action] = {
    State.GRANTED: Action.APPROVAL_GRANTED,
    State.QUARANTINED: Action.APPROVAL_QUARANTINED,
    State.DECLINED: Action.APPROVAL_FAILED,
    State.FAILED: Action.APPROVAL_FAILED,
}
