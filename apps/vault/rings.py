"""The rings of this process, read from the settings once."""

from functools import lru_cache

from django.conf import settings

from apps.vault.keyring import (
    PrivateRing,
    PublicRing,
    VaultClosed,
    read_private_ring,
    read_public_ring,
)


def public_ring() -> PublicRing:
    """The ring that seals. Every process holds one. Raises UnusableRing."""
    return _public_ring(settings.VAULT_PUBLIC_KEYS or "")


def private_ring() -> PrivateRing:
    """The ring that opens. Raises VaultClosed in a process that holds none, as web processes do."""
    if not settings.VAULT_PRIVATE_KEYS:
        raise VaultClosed("This process cannot open secrets: it runs without VAULT_PRIVATE_KEYS.")
    return _private_ring(settings.VAULT_PRIVATE_KEYS)


_public_ring = lru_cache(maxsize=2)(read_public_ring)
_private_ring = lru_cache(maxsize=2)(read_private_ring)
