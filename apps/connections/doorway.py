"""The few things of connections that must reach across tenants. What they tell stays in here.

Of another tenant's rows nothing is written but the state of a grant.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from apps.connections.identities import index_of, indexes_of, is_current
from apps.connections.models import Approval, ClientApplication, Grant, TokenRequest
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants

BATCH = 200
TAKEN = timedelta(minutes=2)  # a due grant that was taken and not refreshed comes back after it
LOST = timedelta(seconds=5)  # after its lease ran out, nobody comes back from a token request
KEPT = timedelta(days=30)
FORGOTTEN = 80  # in each tick of 15 s
Address = tuple[uuid.UUID, uuid.UUID]
"""A tenant's id, and the id of one of its rows."""


def attempt_with(*, state_hash: str) -> Approval | None:
    """Return the attempt that was sent out with this state, whosever it is."""
    with transaction.atomic(), across_tenants():
        rows = Approval.objects.select_related("tenant")
        return rows.filter(state_hash=state_hash).order_by("-created_at").first()


def attempt(approval_id: uuid.UUID) -> Approval | None:
    """Return an attempt with its connection and application."""
    with transaction.atomic(), across_tenants():
        rows = Approval.objects.select_related("connection", "application", "started_by")
        return rows.filter(id=approval_id).first()


def attempts(which: Q) -> list[Address]:
    """Return the attempts that fit, oldest first."""
    with transaction.atomic(), across_tenants():
        return _addresses(Approval.objects.filter(which).order_by("created_at"))


def forget_old_attempts() -> None:
    """Delete some of the attempts that ended long ago; the next tick goes on."""
    with transaction.atomic(), across_tenants():
        old = Approval.objects.filter(finished_at__lt=now() - KEPT).order_by("finished_at")
        ids = list(old.values_list("id", flat=True)[:FORGOTTEN])
        Approval.objects.filter(id__in=ids).delete()


def supersede(grant: Grant) -> int:
    """Mark the other live grants of the same identity as superseded; returns how many.

    Or this one, where another was approved after it: Intacct lets the newest live. Both moments
    are the database's. The grant need not be stored.
    """
    with transaction.atomic(), across_tenants():
        rivals = _of_same_identity(grant).filter(state=Grant.State.LIVE)
        is_late = rivals.filter(approved_at__gt=grant.approved_at).exists()
        itself = Grant.objects.filter(id=grant.id, state=Grant.State.LIVE)
        rows = itself if is_late else rivals
        ids = list(rows.order_by("id").select_for_update().values_list("id", flat=True))
        return Grant.objects.filter(id__in=ids).update(
            state=Grant.State.SUPERSEDED, state_since=now(), told_at=None, refresh_at=None
        )


def lives_on(grant: Grant) -> bool:
    """Whether another grant of the same identity stands, which a revoke would end as well."""
    standing = {Grant.State.LIVE, Grant.State.QUARANTINED}
    with transaction.atomic(), across_tenants():
        return _of_same_identity(grant).filter(state__in=standing).exists()


def has_live_grants(application: ClientApplication) -> bool:
    """Whether a grant of one of the vendor's applications stands, in any tenant."""
    with transaction.atomic(), across_tenants():
        rows = Grant.objects.filter(connection__application=application)
        return rows.filter(state=Grant.State.LIVE).exists()


def untold() -> list[Address]:
    """Return superseded grants whose people have not been told, oldest first."""
    with transaction.atomic(), across_tenants():
        rows = Grant.objects.filter(state=Grant.State.SUPERSEDED, told_at=None)
        return _addresses(rows.order_by("state_since"))


def to_revoke() -> list[Address]:
    """Return grants of disconnected connections whose tokens are to be ended, oldest first."""
    free = Q(leased_until=None) | Q(leased_until__lt=Now())
    with transaction.atomic(), across_tenants():
        rows = Grant.objects.filter(free, state=Grant.State.DISCONNECTED)
        rows = rows.exclude(access_sealed=b"", refresh_sealed=b"")
        return _addresses(rows.order_by("state_since"))


def grant_with(grant_id: uuid.UUID) -> Grant | None:
    """Return a grant with its connection and tenant."""
    with transaction.atomic(), across_tenants():
        rows = Grant.objects.select_related("connection", "tenant")
        return rows.filter(id=grant_id).first()


@dataclass(frozen=True)
class DueGrant:
    """A grant to refresh ahead of expiry, as long as it still has this generation."""

    tenant_id: uuid.UUID
    connection_id: uuid.UUID
    generation: int


def take_due_grants(*, limit: int) -> list[DueGrant]:
    """Return grants that are due to be refreshed, and put them off, so that no other tick does."""
    free = Q(leased_until=None) | Q(leased_until__lt=Now())
    with transaction.atomic(), across_tenants():
        due = Grant.objects.filter(free, state=Grant.State.LIVE, refresh_at__lte=now())
        rows = list(due.order_by("refresh_at").select_for_update(skip_locked=True)[:limit])
        taken = Grant.objects.filter(id__in=[row.id for row in rows])
        taken.update(refresh_at=now() + TAKEN)
        return [DueGrant(row.tenant_id, row.connection_id, row.generation) for row in rows]


def close_lost_token_requests() -> None:
    """Mark requests nobody came back from; their grants are due: the old token is sent once more.

    What the token endpoint made of them is unknown, and the next answer tells. The grants are
    locked first, as by everybody; one that is being claimed or written is left alone.
    """
    with transaction.atomic(), across_tenants():
        still_open = TokenRequest.objects.filter(state=TokenRequest.State.OPEN)
        lost = still_open.filter(grant__leased_until__lt=Now() - LOST)
        some = list(lost.values_list("grant_id", flat=True)[:BATCH])
        left = Grant.objects.filter(id__in=some, leased_until__lt=Now() - LOST).order_by("id")
        ids = list(left.select_for_update(skip_locked=True).values_list("id", flat=True))
        still_open.filter(grant__in=ids).update(state=TokenRequest.State.LOST, closed_at=now())
        due = Grant.objects.filter(id__in=ids).exclude(refresh_at=None)
        due.update(refresh_at=now())


def forget_old_token_requests() -> None:
    """Delete some of the token requests that nobody asks about any more: 19 200 in an hour."""
    with transaction.atomic(), across_tenants():
        old = TokenRequest.objects.filter(created_at__lt=now() - KEPT).order_by("created_at")
        ids = list(old.values_list("id", flat=True)[:FORGOTTEN])
        TokenRequest.objects.filter(id__in=ids).delete()


def renew_identity_indexes() -> int:
    """Name identities under the newest key whose key is older or gone; returns how many.

    Workers only. Sorted by index, those of the newest key lie together: whatever is of another
    lies at one of the ends.
    """
    with transaction.atomic(), across_tenants():
        stale = {grant.id: grant for order in ("", "-") for grant in _stale_names(order)}
        for _, grant in sorted(stale.items()):
            as_read = Grant.objects.filter(id=grant.id, identity_index=grant.identity_index)
            as_read.update(identity_index=index_of(grant))
        return len(stale)


def _stale_names(order: str) -> Iterator[Grant]:
    names = Grant.objects.exclude(identity_index="").order_by(f"{order}identity_index")
    if (first := names.values_list("identity_index", flat=True).first()) and not is_current(first):
        parts = names.only("identity_index", "client_id", "company_id", "user_id")[:BATCH]
        yield from (grant for grant in parts if not is_current(grant.identity_index))


def _of_same_identity(grant: Grant) -> QuerySet[Grant]:
    rows = Grant.objects.filter(identity_index__in=indexes_of(grant))
    return rows.exclude(identity_index="").exclude(id=grant.id)


def _addresses(rows: QuerySet[Any]) -> list[Address]:
    return list(rows.values_list("tenant_id", "id")[:BATCH])
