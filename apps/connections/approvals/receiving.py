"""Intacct's redirect comes back: judge whose it is, keep the code sealed, and wake a worker.

No request leaves from here. Rows iC1 to iC23 of ../shared/reference/security-reliability.md §6C.
"""

import hmac
import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.connections import doorway
from apps.connections import services as connections
from apps.connections.approvals.ending import end
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.sealing import hashed, seal_code
from apps.connections.approvals.visits import (
    ANYBODY,
    BrowserOf,
    Visit,
    is_starter,
    outsider,
    overtaken,
    stranger,
)
from apps.connections.approvals.waking import wake
from apps.connections.models import Approval, ClientApplication
from apps.intacct.rest import Approved, Declined, Failed, Nonsense, read_callback
from apps.tenants.models import User
from apps.tenants.scope import acting_for

State = Approval.State
UNDER_WAY = frozenset({State.RETURNED, State.EXCHANGING, State.GRANTED})
Answer = Approved | Declined | Failed

logger = logging.getLogger(__name__)


class Verdict(StrEnum):
    """returned: on its way or through. ended: came to nothing. refused: not this visitor's."""

    RETURNED = "returned"
    ENDED = "ended"
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """What the visitor is to be shown, and where.

    The connection is named to the person who began the attempt alone.
    """

    verdict: Verdict
    reason: Reason | None = None
    tenant_slug: str = ""
    connection_id: UUID | None = None


def receive(
    *, application_id: UUID, query_string: str, user: User | None, browser_of: BrowserOf
) -> Receipt:
    """Take in one visit to the callback. Idempotent: it tells how the attempt stands by then.

    Call it outside any tenant's scope, with the raw query string and, in ``user``, who is signed
    in. Whoever comes who did not begin a waiting attempt ends it, so that nobody is connected.
    """
    answer = read_callback(query_string, issuer=_issuer())
    visit = Visit(application_id, user, browser_of)
    if isinstance(answer, Nonsense):
        return _turn_away(visit, Reason(answer.reason.value))
    approval = _attempt(answer.state)
    if approval is None:
        return _turn_away(visit, Reason.UNKNOWN_STATE)
    with acting_for(approval.tenant_id), transaction.atomic():
        return _taken_in(approval, answer, visit)


def _issuer() -> str:
    """RFC 9207: the origin of the authorization server; Intacct does not promise to send it."""
    parts = urlsplit(settings.INTACCT_REST_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _attempt(state: str) -> Approval | None:
    state_hash = hashed(state)
    approval = doorway.attempt_with(state_hash=state_hash) if state else None
    known = approval is not None and hmac.compare_digest(approval.state_hash, state_hash)
    return approval if known else None


def _turn_away(visit: Visit, reason: Reason) -> Receipt:
    """Nobody's attempt. Only who is signed in can fill the audit log with it."""
    application = ClientApplication.objects.filter(id=visit.application_id).first()
    if visit.user is not None and application is not None:
        audit.record(
            Action.APPROVAL_FAILED,
            actor=visit.actor,
            target_id=application.id,
            target_label=application.name,
            reason=reason,
        )
    logger.warning("a callback belonged to no attempt: %s", reason)
    return Receipt(Verdict.REFUSED, reason)


def _taken_in(approval: Approval, answer: Answer, visit: Visit) -> Receipt:
    connections.hold(connection=approval.connection)
    approval.refresh_from_db(fields=["state", "reason"])
    refusal = stranger(visit, approval)
    outside = outsider(visit.user, approval)
    if reason := refusal or outside:
        _fail(approval, reason, actor=ANYBODY if outside else visit.actor)
        return _refused(approval, reason, named=outside is None and is_starter(visit, approval))
    if approval.state == State.STARTED:
        _settle(approval, answer, visit)
    return _standing(approval)


def _settle(approval: Approval, answer: Answer, visit: Visit) -> None:
    """The right person is back: move the attempt on, or end it."""
    if reason := overtaken(approval, approval.connection):
        _fail(approval, reason, actor=visit.actor)
    elif isinstance(answer, Approved):
        _keep_code(approval, answer.code)
    elif isinstance(answer, Declined):
        end(approval, state=State.DECLINED, reason=Reason.DECLINED, actor=visit.actor)
    else:
        _fail(approval, Reason(answer.error.value), actor=visit.actor)


def _keep_code(approval: Approval, code: str) -> None:
    waiting = Approval.objects.filter(id=approval.id, state=State.STARTED)
    if waiting.update(
        state=State.RETURNED, returned_at=Now(), code_sealed=seal_code(approval, code)
    ):
        approval.state = State.RETURNED
        transaction.on_commit(partial(wake, approval.tenant_id, approval.id), robust=True)


def _fail(approval: Approval, reason: Reason, *, actor: Actor) -> None:
    """End an attempt that waits. One that came back already is its starter's, whoever visits."""
    if approval.state == State.STARTED:
        end(approval, state=State.FAILED, reason=reason, actor=actor)


def _refused(approval: Approval, reason: Reason, *, named: bool) -> Receipt:
    if not named:
        return Receipt(Verdict.REFUSED, reason)
    return Receipt(Verdict.REFUSED, reason, approval.tenant.slug, approval.connection_id)


def _standing(approval: Approval) -> Receipt:
    slug, connection_id = approval.tenant.slug, approval.connection_id
    if approval.state in UNDER_WAY:
        return Receipt(Verdict.RETURNED, None, slug, connection_id)
    return Receipt(Verdict.ENDED, Reason(approval.reason), slug, connection_id)
