"""Store, open and forget secrets. Call those that take a tenant inside `acting_for(tenant)`.

What is opened for a check is accounted for by the run; what is opened for a person or for the
vendor's backend is written down first (design.md D4).
"""

import json
import logging
from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.core.clock import now
from apps.tenants.models import Tenant
from apps.vault import envelope, indexing, queries
from apps.vault.models import CURRENT, SealedSecret, VendorSecret
from apps.vault.place import Place
from apps.vault.rings import private_ring, public_ring
from apps.vault.seal import seal, unseal
from apps.vault.secret import Secret

LABEL_LENGTH = 200
Row = TypeVar("Row", SealedSecret, VendorSecret)
witness = logging.getLogger("causeway.vault")


@transaction.atomic
def store(
    *, tenant: Tenant, connection_id: UUID, field: str, secret: Secret, actor: Actor
) -> SealedSecret:
    """Seal a new version of a connection's secret; the version before loses its bytes."""
    row = SealedSecret(tenant=tenant, connection_id=connection_id, field=field)
    rows = SealedSecret.objects.filter(tenant=tenant, connection_id=connection_id, field=field)
    _add_version(row, rows, secret=secret, actor=actor)
    audit.record(
        Action.CREDENTIAL_STORED,
        actor=actor,
        target_id=connection_id,
        target_label=field,
        tenant_id=tenant.id,
        version=row.version,
    )
    return row


@transaction.atomic
def store_for_vendor(*, owner_id: UUID, field: str, secret: Secret, actor: Actor) -> VendorSecret:
    """Seal a new version of one of the vendor's own secrets; the version before loses its bytes."""
    row = VendorSecret(owner_id=owner_id, field=field)
    rows = VendorSecret.objects.filter(owner_id=owner_id, field=field)
    _add_version(row, rows, secret=secret, actor=actor)
    audit.record(
        Action.CREDENTIAL_STORED,
        actor=actor,
        target_id=owner_id,
        target_label=field,
        version=row.version,
    )
    return row


def open_for_check(*, tenant_id: UUID, connection_id: UUID, field: str) -> Secret:
    """The current secret, for a worker's check. Raises VaultClosed, NotSet, CannotOpen."""
    ring = private_ring()
    with transaction.atomic():
        row = queries.current(tenant_id=tenant_id, connection_id=connection_id, field=field)
    return unseal(bytes(row.sealed), ring=ring, place=row.place)


def open_vendor_secret(*, owner_id: UUID, field: str) -> Secret:
    """The vendor's current secret, for a worker. Raises VaultClosed, NotSet, CannotOpen."""
    ring = private_ring()
    row = queries.current_of_vendor(owner_id=owner_id, field=field)
    return unseal(bytes(row.sealed), ring=ring, place=row.place)


def reveal(*, tenant: Tenant, connection_id: UUID, field: str, actor: Actor, reason: str) -> Secret:
    """The current secret, for a person or the vendor's backend, once it is written down who asked.

    Call outside any transaction (RuntimeError otherwise): the audit entry commits first, and if it
    cannot be written nothing opens. Raises VaultClosed, NotSet, CannotOpen.
    """
    ring = private_ring()
    with transaction.atomic(durable=True):
        row = queries.current(tenant_id=tenant.id, connection_id=connection_id, field=field)
        audit.record(
            Action.CREDENTIAL_OPENED,
            actor=actor,
            target_id=connection_id,
            target_label=field,
            tenant_id=tenant.id,
            version=row.version,
            reason=reason,
        )
    _witness(row, actor=actor, reason=reason)
    return unseal(bytes(row.sealed), ring=ring, place=row.place)


@transaction.atomic
def forget(
    *,
    tenant: Tenant,
    connection_id: UUID,
    actor: Actor,
    only: Collection[str] | None = None,
) -> int:
    """Shred the secrets of one connection, all or ``only`` some fields; returns how many.

    The bytes leave the table at once; a backup made earlier holds them, sealed, until it expires.
    """
    rows = SealedSecret.objects.filter(tenant=tenant, connection_id=connection_id)
    if only is not None:
        rows = rows.filter(field__in=only)
    fields = sorted(rows.filter(CURRENT).values_list("field", flat=True))
    rows.filter(forgotten_at=None).update(sealed=b"", forgotten_at=now())
    audit.record(
        Action.CREDENTIAL_FORGOTTEN,
        actor=actor,
        target_id=connection_id,
        target_label=", ".join(fields) or "nothing stored",
        tenant_id=tenant.id,
        fields=fields,
    )
    return len(fields)


def seal_obtained(secret: Secret, *, place: Place) -> bytes:
    """Bytes to keep for a session or token a worker obtained itself. Raises VaultClosed."""
    return envelope.enclose(secret, ring=private_ring(), place=place)


def open_obtained(sealed: bytes, *, place: Place) -> Secret:
    """What `seal_obtained` sealed for this place. Raises VaultClosed, CannotOpen."""
    return envelope.disclose(sealed, ring=private_ring(), place=place)


def seal_passing(secret: Secret, *, place: Place) -> bytes:
    """Bytes that any process may make and only workers open: what waits for them in a row."""
    return seal(secret, ring=public_ring(), place=place)


def open_passing(sealed: bytes, *, place: Place) -> Secret:
    """What `seal_passing` sealed for this place. Raises VaultClosed, CannotOpen."""
    return unseal(sealed, ring=private_ring(), place=place)


def blind_index(*parts: str) -> str:
    """A keyed name for these parts, to be kept: it can be compared and not guessed.

    `keyid:hex` under the newest key of the ring. Raises VaultClosed.
    """
    return blind_indexes(*parts)[0]


def blind_indexes(*parts: str) -> tuple[str, ...]:
    """The names these parts have under every key held, the newest first: any may have been kept.

    A name under a key that was dropped is not among them (`index_key_id`). Raises VaultClosed.
    """
    return indexing.blind(parts, ring=private_ring())


def index_key_id() -> str:
    """The id of the key that `blind_index` names under now. Raises VaultClosed."""
    return private_ring().newest_id


def _add_version(row: Row, rows: QuerySet[Row], *, secret: Secret, actor: Actor) -> None:
    ring = public_ring()
    _hold(row.place)
    row.version = (rows.aggregate(newest=Max("version"))["newest"] or 0) + 1
    row.key_id, row.set_by = ring.newest_id, actor.label[:LABEL_LENGTH]
    row.sealed = seal(secret, ring=ring, place=row.place)
    rows.filter(CURRENT).update(sealed=b"", replaced_at=now())
    row.save(force_insert=True)


def _hold(place: Place) -> None:
    # Two writers of one place take turns, even for its first version, when no row can be locked.
    name = f"vault {place.tenant_id} {place.connection_id} {place.field}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _witness(row: SealedSecret, *, actor: Actor, reason: str) -> None:
    line = {
        "action": Action.CREDENTIAL_OPENED,
        "tenant": str(row.tenant_id),
        "connection": str(row.connection_id),
        "field": row.field,
        "version": row.version,
        "actor": actor.label,
        "reason": reason,
    }
    witness.info(json.dumps(line))
