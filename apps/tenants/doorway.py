"""The few look-ups that must happen before a tenant is known: who may come in, and where."""

import uuid

from django.db import transaction

from apps.tenants.models import Invitation, Membership, Tenant, User
from apps.tenants.unfenced import across_tenants


def enter(*, user: User, slug: str) -> Membership | None:
    """Return the person's membership of the tenant with this slug, or None for a stranger."""
    with transaction.atomic(), across_tenants():
        return (
            Membership.objects.select_related("tenant").filter(user=user, tenant__slug=slug).first()
        )


def memberships_of(*, user: User) -> tuple[Membership, ...]:
    """Return every membership of the person, by tenant name."""
    with transaction.atomic(), across_tenants():
        rows = Membership.objects.select_related("tenant").filter(user=user)
        return tuple(rows.order_by("tenant__name")[:200])


def invitation_with(*, invitation_id: uuid.UUID) -> Invitation | None:
    """Return the invitation a mailed link names, with its tenant."""
    with transaction.atomic(), across_tenants():
        return Invitation.objects.select_related("tenant").filter(id=invitation_id).first()


def found_tenant(*, name: str, slug: str) -> Tenant:
    """Add the row of a new tenant; before it exists, nobody can act in its name."""
    with transaction.atomic(), across_tenants():
        return Tenant.objects.create(name=name, slug=slug)


def slugs_like(base: str) -> frozenset[str]:
    """Return the slugs already taken that begin with ``base``."""
    with transaction.atomic(), across_tenants():
        return frozenset(
            Tenant.objects.filter(slug__startswith=base).values_list("slug", flat=True)
        )
