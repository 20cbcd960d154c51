"""What a process that died, or a database that was away, left behind: put where it belongs."""

import logging
import uuid
from collections.abc import Iterator

from django.db import DatabaseError, DataError, IntegrityError

from apps.connections import doorway
from apps.connections.models import Grant
from apps.connections.tokens import storing
from apps.connections.tokens.parcels import OF_APPROVAL, OF_GRANT, Parcel, Unreadable, the_spool
from apps.intacct.rest import TokenSet
from apps.vault.keyring import CannotOpen

MOST_TRIES = 5

logger = logging.getLogger(__name__)


def recover() -> int:
    """Bring in what the spool holds, then close the requests nobody came back from.

    Returns how many grants got a newer token. For the tick, and when a worker starts.
    """
    the_spool().forget_reservations()
    brought_in = sum(_in_time(parcel) for parcel in _parcels(OF_GRANT))
    doorway.close_lost_token_requests()
    if renamed := doorway.renew_identity_indexes():
        logger.info("named the identities of %d grants under the newest key", renamed)
    doorway.forget_old_token_requests()
    return brought_in


def merge(grant: Grant) -> bool:
    """Bring in what the spool holds for this grant; whether the row has a newer token by that.

    Raises what `insist` waits for when the database is away.
    """
    found = _parcels(OF_GRANT, beginning=f"{grant.id}.")
    return sum(_bring_in(parcel) for parcel in found) > 0


def recovered_approvals() -> Iterator[tuple[uuid.UUID, uuid.UUID, TokenSet]]:
    """Approval id, tenant id and tokens of each exchange whose end nobody wrote down."""
    for parcel in _parcels(OF_APPROVAL):
        yield parcel.label.owner_id, parcel.label.tenant_id, parcel.received


def could_not_finish(approval_id: uuid.UUID) -> None:
    """Count a vain try to finish what `recovered_approvals` told; the fifth is the last.

    Not for a database that is away or a task whose time is up: those say nothing of the entry.
    """
    _count_try(f"{approval_id}.0{OF_APPROVAL}")


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


def _in_time(parcel: Parcel) -> bool:
    try:
        return _bring_in(parcel)
    except DatabaseError:
        logger.exception("%s stays in the token spool", parcel.label.name)
        return False


def _bring_in(parcel: Parcel) -> bool:
    """One that no row can hold stops neither the others nor, for ever, its own grant."""
    try:
        return storing.bring_in(parcel)
    except (DataError, IntegrityError):
        logger.exception("%s could not be brought in", parcel.label.name)
        _count_try(parcel.label.name)
        return False


def _count_try(name: str) -> None:
    spool = the_spool()
    if spool.count_try(name) >= MOST_TRIES:
        spool.set_aside(name)
        logger.error("set aside what could not be used in %d tries: %s", MOST_TRIES, name)
