"""What a process that died, or a database that was away, left behind: put where it belongs."""

import logging
import uuid
from collections.abc import Iterator

from django.db import DatabaseError

from apps.connections import doorway
from apps.connections.models import Grant
from apps.connections.tokens import storing
from apps.connections.tokens.parcels import OF_APPROVAL, OF_GRANT, Parcel, Unreadable, the_spool
from apps.intacct.rest import TokenSet
from apps.vault.keyring import CannotOpen

logger = logging.getLogger(__name__)


def recover() -> int:
    """Bring in what the spool holds, then close the requests nobody came back from.

    Returns how many grants got a newer token. For the tick, and when a worker starts.
    """
    the_spool().forget_reservations()
    brought_in = sum(_bring_in(parcel) for parcel in _parcels(OF_GRANT))
    doorway.close_lost_token_requests()
    doorway.forget_old_token_requests()
    return brought_in


def merge(grant: Grant) -> bool:
    """Bring in what the spool holds for this grant; whether the row has a newer token by that."""
    found = _parcels(OF_GRANT, beginning=f"{grant.id}.")
    return sum(storing.bring_in(parcel) for parcel in found) > 0


def recovered_approvals() -> Iterator[tuple[uuid.UUID, uuid.UUID, TokenSet]]:
    """Approval id, tenant id and tokens of each exchange whose end nobody wrote down."""
    for parcel in _parcels(OF_APPROVAL):
        yield parcel.label.owner_id, parcel.label.tenant_id, parcel.received


def _parcels(suffix: str, *, beginning: str = "") -> Iterator[Parcel]:
    spool = the_spool()
    for name, body in spool.entries(suffix, beginning=beginning):
        try:
            parcel = Parcel.unpacked(body)
        except (Unreadable, CannotOpen):
            parcel = None
        if parcel is None or parcel.label.name != name:
            spool.set_aside(name)
            logger.error("set aside what cannot be read in the token spool: %s", name)
        else:
            yield parcel


def _bring_in(parcel: Parcel) -> bool:
    try:
        return storing.bring_in(parcel)
    except DatabaseError:
        logger.exception("%s stays in the token spool", parcel.label.name)
        return False
