"""Where a secret is kept. Knows nothing of Django."""

from dataclasses import dataclass
from uuid import UUID

VENDOR = UUID(int=0)
"""Stands for the tenant in the place of a secret that belongs to the vendor itself."""


@dataclass(frozen=True)
class Place:
    """The one row a sealed secret opens in. `connection_id` is the owner's id for the vendor's."""

    tenant_id: UUID
    connection_id: UUID
    field: str
    version: int
