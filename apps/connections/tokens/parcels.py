"""A token set on its way into a row: what it is, how it looks in the spool, sealed to its place."""

import base64
import binascii
import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from django.conf import settings

from apps.connections.tokens.spool import Spool
from apps.intacct.rest import TokenSet
from apps.vault import services as vault
from apps.vault.place import Place
from apps.vault.secret import Secret

OF_GRANT, OF_APPROVAL = ".grant", ".approval"


class Unreadable(Exception):
    """Bytes in the spool that are no parcel of ours."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """Where a parcel belongs: a grant and the epoch of its lease, or an approval and 0."""

    kind: str
    tenant_id: uuid.UUID
    connection_id: uuid.UUID
    owner_id: uuid.UUID
    epoch: int = 0

    @property
    def name(self) -> str:
        """What its file in the spool is called."""
        return f"{self.owner_id}.{self.epoch}{self.kind}"

    @property
    def place(self) -> Place:
        field_name = f"spool{self.kind}/{self.owner_id}"
        return Place(self.tenant_id, self.connection_id, field_name, self.epoch)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """`generation` is that of the token that was spent for it; `approved_at` tells whose it was."""

    label: Label
    received: TokenSet = field(repr=False)
    generation: int = 0
    approved_at: datetime | None = None

    def packed(self) -> bytes:
        """The bytes for the spool. Raises VaultClosed."""
        inside = {
            "received": asdict(self.received),
            "generation": self.generation,
            "approved_at": self.approved_at,
        }
        sealed = vault.seal_obtained(
            Secret(json.dumps(inside, default=_text)), place=self.label.place
        )
        outside = asdict(self.label) | {"sealed": base64.b64encode(sealed).decode()}
        return json.dumps(outside, default=_text).encode()

    @classmethod
    def unpacked(cls, body: bytes) -> Self:
        """What `packed` gave. Raises Unreadable, VaultClosed, CannotOpen."""
        label, sealed = _outside(body)
        inside = json.loads(vault.open_obtained(sealed, place=label.place).reveal())
        times = {name: _time(inside["received"][name]) for name in ("obtained_at", "expires_at")}
        return cls(
            label=label,
            received=TokenSet(**inside["received"] | times),
            generation=inside["generation"],
            approved_at=_time(inside["approved_at"]),
        )


def the_spool() -> Spool:
    """The spool of this machine."""
    return Spool(settings.TOKEN_SPOOL_DIR)


def _outside(body: bytes) -> tuple[Label, bytes]:
    try:
        told: dict[str, Any] = json.loads(body)
        sealed = base64.b64decode(told.pop("sealed"), validate=True)
        ids = {name: uuid.UUID(told[name]) for name in ("tenant_id", "connection_id", "owner_id")}
        return Label(**told | ids), sealed
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
        raise Unreadable from None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
