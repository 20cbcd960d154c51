"""The few things of connections that must reach across tenants. What they tell stays in here.

Of another tenant's rows nothing is written but the state of a grant.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from apps.connections.models import Approval, Grant, TokenRequest
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants

BATCH = 200
TAKEN = timedelta(minutes=2)  # a due grant that was taken and not refreshed comes back after it
LOST = timedelta(seconds=5)  # after its lease ran out, nobody comes back from a token request
KEPT = timedelta(days=30)
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


def supersede(grant: Grant) -> int:
    """Mark the other live grants of the same identity as superseded; returns how many.

    Or this one, where another was obtained after it: Intacct lets the newest live.
    """
    with transaction.atomic(), across_tenants():
        is_late = _rivals(grant).filter(obtained_at__gt=grant.obtained_at).exists()
        itself = Grant.objects.filter(id=grant.id, state=Grant.State.LIVE)
        rows = itself if is_late else _rivals(grant)
        ids = list(rows.order_by("id").select_for_update().values_list("id", flat=True))
        return Grant.objects.filter(id__in=ids).update(
            state=Grant.State.SUPERSEDED, state_since=now(), told_at=None, refresh_at=None
        )


def untold() -> list[Address]:
    """Return superseded grants whose people have not been told."""
    with transaction.atomic(), across_tenants():
        return _addresses(Grant.objects.filter(state=Grant.State.SUPERSEDED, told_at=None))


def to_revoke() -> list[Address]:
    """Return grants of disconnected connections whose tokens are still to be ended at Intacct."""
    free = Q(leased_until=None) | Q(leased_until__lt=Now())
    with transaction.atomic(), across_tenants():
        rows = Grant.objects.filter(free, state=Grant.State.DISCONNECTED)
        return _addresses(rows.exclude(access_sealed=b"", refresh_sealed=b""))


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

    What the token endpoint made of them is unknown, and the next answer tells.
    """
    with transaction.atomic(), across_tenants():
        lost = TokenRequest.objects.filter(state=TokenRequest.State.OPEN)
        rows = list(lost.filter(grant__leased_until__lt=Now() - LOST).values("id", "grant_id"))
        lost.filter(id__in=[row["id"] for row in rows]).update(
            state=TokenRequest.State.LOST, closed_at=now()
        )
        grants = Grant.objects.filter(id__in=[row["grant_id"] for row in rows])
        grants.filter(leased_until__lt=Now()).exclude(refresh_at=None).update(refresh_at=now())


def forget_old_token_requests() -> None:
    """Delete the token requests that nobody asks about any more."""
    with transaction.atomic(), across_tenants():
        TokenRequest.objects.filter(created_at__lt=now() - KEPT).delete()


def _rivals(grant: Grant) -> QuerySet[Grant]:
    rows = Grant.objects.filter(identity_index=grant.identity_index, state=Grant.State.LIVE)
    return rows.exclude(identity_index="").exclude(id=grant.id)


def _addresses(rows: QuerySet[Any]) -> list[Address]:
    return list(rows.values_list("tenant_id", "id")[:BATCH])
