"""A token set's way into its row: first the spool, then the database, and the newest one wins."""

import logging

from apps.connections.models import Grant, TokenRequest
from apps.connections.tokens import killpoints
from apps.connections.tokens.lease import Lease
from apps.connections.tokens.lifetimes import ahead_of_expiry
from apps.connections.tokens.parcels import Parcel, the_spool
from apps.connections.tokens.transactions import LOST_TOUCH, acting, insist
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from apps.vault import services as vault
from apps.vault.secret import Secret

_TAKERS = (Grant.State.LIVE, Grant.State.REFUSED, Grant.State.DISCONNECTED)

logger = logging.getLogger(__name__)


def keep(held: Lease, received: TokenSet) -> None:
    """Make a reply safe, then bring it into its row.

    Where the database stays away the spool has it, and `recovery.recover` brings it in. A spool
    that fails now, though it had made room, is no reason to lose a token: the row is tried still.
    """
    grant = held.grant
    parcel = Parcel(
        label=held.label,
        received=received,
        generation=grant.generation,
        approved_at=grant.approved_at,
    )
    try:
        held.slot.keep(parcel.packed())
    except OSError:
        logger.exception("the spool lost its room for the reply to grant %s", grant.id)
    killpoints.reached("K5")
    try:
        insist(lambda: bring_in(parcel))
    except LOST_TOUCH:
        logger.exception("the new token of grant %s waits in the spool", grant.id)
    killpoints.reached("K6")


def bring_in(parcel: Parcel) -> bool:
    """Store a parcel unless its row holds something newer, and drop it from the spool; say which.

    Run twice it does nothing the second time.
    """
    with acting(parcel.label.tenant_id):
        row = Grant.objects.select_for_update().filter(id=parcel.label.owner_id).first()
        is_new = row is not None and _is_newer(parcel, row)
        if row is not None and is_new:
            _write(row, parcel)
    if row is not None:  # what has no row to go to may be the only copy
        the_spool().remove(parcel.label.name)
    return is_new


def put(row: Grant, received: TokenSet) -> None:
    """Give the row the next generation of tokens, in memory; let the caller save it."""
    row.generation += 1
    access, refresh = Secret(received.access_token), Secret(received.refresh_token or "")
    row.access_sealed = _sealed(row, "access", access)
    row.refresh_sealed = _sealed(row, "refresh", refresh) if received.refresh_token else b""
    row.obtained_at, row.expires_at = received.obtained_at, received.expires_at
    row.refresh_at = ahead_of_expiry(received) if received.refresh_token else None


def _is_newer(parcel: Parcel, row: Grant) -> bool:
    """Whether a reply, be it late, is what the row should hold.

    Of the same approval; of a newer token, or of the same token and received later: two requests
    with one token are made only when the first was given up, and Intacct's last word stands. It
    also brings back a grant that was refused for want of this very reply. One that was disconnected
    meanwhile keeps it sealed and unused: with the newest tokens it is ended at Intacct.
    """
    if row.state not in _TAKERS:
        return False
    if row.approved_at != parcel.approved_at:
        return False
    if row.obtained_at is None:
        return True
    theirs = (parcel.generation + 1, parcel.received.obtained_at)
    return theirs > (row.generation, row.obtained_at)


def _write(row: Grant, parcel: Parcel) -> None:
    put(row, parcel.received)
    if row.state == Grant.State.REFUSED:
        row.state, row.state_since, row.told_at = Grant.State.LIVE, now(), None
    if row.state == Grant.State.DISCONNECTED:
        row.refresh_at = row.leased_until = None
    if row.epoch == parcel.label.epoch:
        row.leased_until = None
    row.save()
    spent = TokenRequest.objects.filter(grant=row, epoch=parcel.label.epoch)
    spent.update(state=TokenRequest.State.ANSWERED, reason="", closed_at=now())


def _sealed(row: Grant, field: str, token: Secret) -> bytes:
    return vault.seal_obtained(token, place=row.place(field, generation=row.generation))
