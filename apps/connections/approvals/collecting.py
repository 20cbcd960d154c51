"""A worker turns the code that came back into tokens: by one token request, whatever happens."""

import logging
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from apps.connections import services as connections
from apps.connections import tokens
from apps.connections.applications import redirect_uri
from apps.connections.approvals.ending import end
from apps.connections.approvals.finishing import finish
from apps.connections.approvals.reasons import Reason
from apps.connections.approvals.sealing import open_code, open_verifier
from apps.connections.gateway import login_as, rest_client
from apps.connections.models import Approval
from apps.intacct import IntacctError, Refused
from apps.intacct.rest import Refusal, TokenSet, refusal_of
from apps.tenants.scope import acting_for
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.queries import NotSet

State = Approval.State
UNOPENED = (VaultClosed, CannotOpen, NotSet)

logger = logging.getLogger(__name__)


def collect(*, tenant_id: UUID, approval_id: UUID) -> None:
    """Exchange the code of an attempt and judge whose tokens they are; does nothing twice.

    Call it outside any transaction. A code is good for one request: after trouble the person
    starts again, and nothing is tried a second time.
    """
    approval = _claimed(tenant_id, approval_id)
    if approval is None:
        return
    try:
        received = _exchanged(approval)
    except UNOPENED:
        _fail(approval, Reason.UNOPENED)
    except IntacctError as error:
        _fail(approval, _reason(error))
    else:
        _keep(approval, received)
        finish(approval=approval, received=received)


def _claimed(tenant_id: UUID, approval_id: UUID) -> Approval | None:
    """Take the attempt for this worker alone, and let that be known before the code is spent."""
    with acting_for(tenant_id), transaction.atomic(durable=True):
        waiting = Approval.objects.filter(id=approval_id, state=State.RETURNED)
        if not waiting.update(state=State.EXCHANGING, claimed_at=Now()):
            return None
        return Approval.objects.select_related("connection", "application").get(id=approval_id)


def _exchanged(approval: Approval) -> TokenSet:
    return rest_client().exchange_code(
        client=login_as(approval.application),
        code=open_code(approval).reveal(),
        verifier=open_verifier(approval).reveal(),
        redirect_uri=redirect_uri(approval.application),
    )


def _keep(approval: Approval, received: TokenSet) -> None:
    """A spool that takes nothing is no reason to lose what has just been received."""
    try:
        tokens.spool_approval(approval=approval, received=received)
    except (tokens.SpoolClosed, OSError):
        logger.exception("the tokens of approval %s go without the spool", approval.id)


def _reason(error: IntacctError) -> Reason:
    if not isinstance(error, Refused):
        return Reason.NO_ANSWER
    return _REASON_OF.get(refusal_of(error), Reason.REFUSED)


def _fail(approval: Approval, reason: Reason) -> None:
    with acting_for(approval.tenant_id), transaction.atomic():
        connections.hold(connection=approval.connection)
        end(approval, state=State.FAILED, reason=reason)


_REASON_OF = {
    Refusal.GRANT: Reason.CODE_REFUSED,
    Refusal.CLIENT: Reason.CLIENT_REFUSED,
    Refusal.REQUEST: Reason.CLIENT_REFUSED,
}
