"""What may be known of stored secrets without opening them: never the text, never its length."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.vault.models import CURRENT, SealedSecret, VendorSecret


class NotSet(Exception):
    """No secret is stored in this place, or it was forgotten."""


@dataclass(frozen=True)
class SetSecret:
    """What a page shows of a stored secret: "set on 3 May by Alice", and its version."""

    field: str
    version: int
    set_at: datetime
    set_by: str


def is_set(*, tenant_id: UUID, connection_id: UUID, field: str) -> bool:
    """Whether a secret is stored there. Ask in the tenant's scope."""
    return field in described(tenant_id=tenant_id, connection_id=connection_id)


def described(*, tenant_id: UUID, connection_id: UUID) -> dict[str, SetSecret]:
    """The current secrets of a connection, by field. Ask in the tenant's scope."""
    rows = SealedSecret.objects.filter(tenant_id=tenant_id, connection_id=connection_id)
    return {row.field: _described(row) for row in rows.filter(CURRENT).defer("sealed")}


def current(*, tenant_id: UUID, connection_id: UUID, field: str) -> SealedSecret:
    """The row that holds the current version. Ask in the tenant's scope. Raises NotSet."""
    rows = SealedSecret.objects.filter(tenant_id=tenant_id, connection_id=connection_id)
    row = rows.filter(CURRENT, field=field).first()
    if row is None:
        raise NotSet(field)
    return row


def current_of_vendor(*, owner_id: UUID, field: str) -> VendorSecret:
    """The row that holds the current version of a secret of the vendor's own. Raises NotSet."""
    row = VendorSecret.objects.filter(CURRENT, owner_id=owner_id, field=field).first()
    if row is None:
        raise NotSet(field)
    return row


def _described(row: SealedSecret | VendorSecret) -> SetSecret:
    return SetSecret(row.field, row.version, row.created_at, row.set_by)
