"""The few look-ups of checklists that must happen before a tenant is known."""

import uuid

from django.db import transaction

from apps.checklists.delegation_models import NOT_ENDED, Delegation
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants

BATCH = 200
Address = tuple[uuid.UUID, uuid.UUID]
"""A tenant's id, and the id of one of its rows."""


def delegation_with(delegation_id: uuid.UUID) -> Delegation | None:
    """Return the delegation that a mailed link names, with its tenant and connection."""
    with transaction.atomic(), across_tenants():
        rows = Delegation.objects.select_related("tenant", "checklist__connection__tenant")
        return rows.filter(id=delegation_id).first()


def run_out() -> list[Address]:
    """Return delegations that ran out and still hold up their steps."""
    with transaction.atomic(), across_tenants():
        rows = Delegation.objects.filter(NOT_ENDED, expires_at__lte=now())
        return list(rows.order_by("expires_at").values_list("tenant_id", "id")[:BATCH])
