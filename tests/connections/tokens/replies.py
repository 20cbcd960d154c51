"""Replies of the token endpoint as they might lie in the spool; their tokens are canaries."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction

from apps.connections.models import Grant
from apps.connections.tokens.lease import Lease
from apps.connections.tokens.parcels import Parcel
from apps.core.clock import now
from apps.intacct.rest import TokenSet
from apps.tenants.scope import acting_for
from tests.factories import canary


def reply(held: Lease, **fields: Any) -> Parcel:
    received = TokenSet(
        access_token=canary("access"),
        refresh_token=canary("refresh"),
        obtained_at=now(),
        expires_at=now() + timedelta(hours=1),
        token_type="Bearer",
        scope="",
        rotated=True,
    )
    parcel = Parcel(
        label=held.label,
        received=received,
        generation=held.grant.generation,
        approved_at=held.grant.approved_at,
    )
    return replace(parcel, **fields)


def change(held: Lease, **fields: Any) -> None:
    with acting_for(held.grant.tenant_id), transaction.atomic():
        Grant.objects.filter(id=held.grant.id).update(**fields)
