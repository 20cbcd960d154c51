"""The right to make the next token request of a grant: one at a time, on every machine.

It is taken by one conditional UPDATE under the database's clock. The epoch it counts up fences
whoever comes back too late; the row written beside it proves that the database could be written
before a token was spent. Source: ../shared/reference/security-reliability.md §3, steps 2 and 7.
"""

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Now

from apps.connections.models import Grant, TokenRequest
from apps.connections.tokens import killpoints
from apps.connections.tokens.lifetimes import after_trouble
from apps.connections.tokens.parcels import OF_GRANT, Label, the_spool
from apps.connections.tokens.spool import Slot
from apps.connections.tokens.transactions import acting
from apps.core.clock import now
from apps.vault import services as vault
from apps.vault.secret import Secret

HELD = Q(leased_until__gt=Now())
SEEN = {"is_held": HELD}
"""An annotation for reading grants: whether the lease is held, by the database's clock."""

FINGERPRINT_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class Lease:
    """What its holder needs: the row as it was taken, the token to spend, room for the reply."""

    grant: Grant
    token: Secret = field(repr=False)
    slot: Slot

    @property
    def label(self) -> Label:
        return label_of(self.grant)


def claim(grant: Grant, *, kind: TokenRequest.Kind) -> Lease | None:
    """Take the lease of a grant as it was read; None where somebody has it or it has moved on.

    What stood open before is lost by now: its lease ran out. Raises SpoolClosed, VaultClosed and
    CannotOpen, and then nothing was spent.
    """
    with ExitStack() as undo:
        with acting(grant.tenant_id):
            row = _taken(grant)
            if row is None:
                return None
            close_lost(row)
            token = _token(row) if kind == TokenRequest.Kind.REFRESH else Secret("")
            _note(row, kind=kind, token=token)
            slot = the_spool().reserve(label_of(row).name)
            undo.callback(slot.discard)
            killpoints.reached("K1")
        undo.pop_all()
    killpoints.reached("K2")
    return Lease(grant=row, token=token, slot=slot)


def is_held(grant: Grant) -> bool:
    """Whether somebody had the lease when the grant was read with `SEEN`, or just made."""
    return bool(getattr(grant, "is_held", False))


def release(
    lease: Lease, *, state: TokenRequest.State, reason: str, asked_seconds: float = 0
) -> None:
    """Give the lease back with the tokens as they were; ahead of expiry it is tried again later.

    The more requests failed in a row, the later; `asked_seconds`: not before, said Intacct.
    """
    with acting(lease.grant.tenant_id):
        mine = Grant.objects.filter(id=lease.grant.id, epoch=lease.grant.epoch)
        mine.update(leased_until=None)
        close(lease.grant, state=state, reason=reason)
        later = after_trouble(failures=_failures(lease.grant), asked_seconds=asked_seconds)
        mine.exclude(refresh_at=None).update(refresh_at=later)


def close(grant: Grant, *, state: TokenRequest.State, reason: str = "") -> None:
    """Write down how the request of the grant's epoch ended, unless that was decided before."""
    rows = TokenRequest.objects.filter(grant=grant, epoch=grant.epoch, state__in=_UNDECIDED)
    rows.update(state=state, reason=reason, closed_at=now())


def close_lost(grant: Grant) -> None:
    """Requests under older leases whose end nobody wrote down."""
    rows = TokenRequest.objects.filter(grant=grant, state=TokenRequest.State.OPEN)
    rows.filter(epoch__lt=grant.epoch).update(state=TokenRequest.State.LOST, closed_at=now())


def label_of(grant: Grant) -> Label:
    """What a reply under the grant's present lease is labeled with."""
    return Label(
        kind=OF_GRANT,
        tenant_id=grant.tenant_id,
        connection_id=grant.connection_id,
        owner_id=grant.id,
        epoch=grant.epoch,
    )


_UNDECIDED = (TokenRequest.State.OPEN, TokenRequest.State.LOST)
_FAILED = (TokenRequest.State.UNCLEAR, TokenRequest.State.REFUSED)
_MOST_FAILURES = 8  # that make a difference


def _failures(grant: Grant) -> int:
    """How many of its newest requests failed in a row; one at least."""
    rows = TokenRequest.objects.filter(grant=grant).order_by("-epoch")
    states: Iterable[str] = rows.values_list("state", flat=True)[:_MOST_FAILURES]
    return max(1, sum(1 for _ in takewhile(_FAILED.__contains__, states)))


def _taken(grant: Grant) -> Grant | None:
    rows = Grant.objects.filter(~HELD | Q(leased_until=None), id=grant.id)
    mine = rows.filter(state=Grant.State.LIVE, generation=grant.generation, epoch=grant.epoch)
    until = Now() + timedelta(seconds=settings.TOKEN_LEASE_SECONDS)
    if not mine.update(epoch=F("epoch") + 1, leased_until=until):
        return None
    return Grant.objects.get(id=grant.id)


def _token(grant: Grant) -> Secret:
    place = grant.place("refresh", generation=grant.generation)
    return vault.open_obtained(bytes(grant.refresh_sealed), place=place)


def _note(grant: Grant, *, kind: TokenRequest.Kind, token: Secret) -> None:
    spent = hashlib.sha256(token.to_bytes()).hexdigest()[:FINGERPRINT_LENGTH]
    TokenRequest.objects.create(
        tenant_id=grant.tenant_id,
        grant=grant,
        kind=kind,
        epoch=grant.epoch,
        generation=grant.generation,
        fingerprint=spent if kind == TokenRequest.Kind.REFRESH else "",
    )
