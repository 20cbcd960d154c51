"""What becomes of a grant when its token request brought no tokens."""

import logging

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from apps.connections import services as connections
from apps.connections.models import Connection, Grant, TokenRequest
from apps.connections.tokens import recovery
from apps.connections.tokens.errors import ClientChanged
from apps.connections.tokens.lease import Lease, close, release
from apps.connections.tokens.transactions import LOST_TOUCH, acting, insist
from apps.connections.tokens.troubles import told
from apps.core.clock import now
from apps.intacct import IntacctError, Offline, Refused, Throttled
from apps.intacct.rest import Refusal, refusal_of

logger = logging.getLogger(__name__)


def is_over(held: Lease, error: IntacctError) -> bool:
    """Whether Intacct says that the token we spent is no good, and it is still the row's.

    Another request may have replaced it meanwhile, or its reply may lie in the spool: then the
    refusal says nothing about the grant, and the row is to be read again.
    """
    insist(lambda: recovery.merge(held.grant))
    return insist(lambda: _end(held, told(error)))


def says_so(error: IntacctError) -> bool:
    """Whether an error means that a refresh token lets nobody in (`invalid_grant`)."""
    return isinstance(error, Refused) and refusal_of(error) is Refusal.GRANT


def put_back(held: Lease, error: IntacctError, *, kind: TokenRequest.Kind) -> None:
    """Keep the tokens as they were and give the lease back: nothing was decided about them."""
    refused = isinstance(error, Refused) and not isinstance(error, ClientChanged)
    minted = kind == TokenRequest.Kind.MINT
    state = TokenRequest.State.REFUSED if refused and minted else TokenRequest.State.UNCLEAR
    asked = error.retry_after if isinstance(error, Throttled | Offline) else 0
    try:
        insist(lambda: release(held, state=state, reason=told(error), asked_seconds=asked))
    except LOST_TOUCH:
        logger.exception("the lease of grant %s has to run out by itself", held.grant.id)


def _end(held: Lease, reason: str) -> bool:
    grant = held.grant
    with acting(grant.tenant_id):
        connection = Connection.objects.get(id=grant.connection_id)
        connections.hold(connection=connection)
        row = Grant.objects.select_for_update().get(id=grant.id)
        close(grant, state=TokenRequest.State.REFUSED, reason=reason)
        if not _is_still(row, grant):
            return False
        row.state, row.state_since = Grant.State.REFUSED, now()
        row.leased_until = row.refresh_at = None
        is_news, row.told_at = row.told_at is None, row.told_at or now()
        row.save(update_fields=["state", "state_since", "leased_until", "refresh_at", "told_at"])
        if is_news:
            _tell(connection, row, reason=reason)
    return True


def _is_still(row: Grant, grant: Grant) -> bool:
    same = (row.epoch, row.generation) == (grant.epoch, grant.generation)
    return same and row.state == Grant.State.LIVE


def _tell(connection: Connection, grant: Grant, *, reason: str) -> None:
    """One entry, and a check at once that turns it into a finding on the connection."""
    due = Connection.objects.filter(id=connection.id)
    due.exclude(state=Connection.State.DISCONNECTED).update(next_check_at=now())
    audit.record(
        Action.GRANT_REFUSED,
        actor=SYSTEM,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
        generation=grant.generation,
        reason=reason,
    )
