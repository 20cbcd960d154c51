"""The vault's keys by id: public keys seal, private keys open. Knows nothing of Django.

A ring is written as text: `keyid:base64url` entries, comma-separated, the newest first. A public
entry holds the raw ML-KEM-768 key (1184 bytes) ‖ X25519 key (32); a private entry the ML-KEM-768
seed (64) ‖ X25519 key (32). The newest seals, all of them open. Source: design.md D4.
"""

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
MLKEM_PUBLIC_BYTES, MLKEM_SEED_BYTES, X25519_BYTES = 1184, 64, 32
ENVELOPE_LABEL = b"causeway vault: envelope root 1"


class CannotOpen(Exception):
    """The sealed bytes were damaged, moved from their place, or need a key that is not held."""


class VaultClosed(Exception):
    """This process holds no private keys: it can seal, and cannot open."""


class UnusableRing(Exception):
    """A ring cannot be used. The sentence names the setting, and holds no key material."""


@dataclass(frozen=True)
class PrivateKey:
    """One private key: what opens HPKE, and the root that envelope keys are derived from."""

    hpke: MLKEM768X25519PrivateKey = field(repr=False)
    envelope_root: bytes = field(repr=False)


K = TypeVar("K", MLKEM768X25519PublicKey, PrivateKey)


@dataclass(frozen=True)
class Ring(Generic[K]):
    """Keys by id, the newest first; never empty."""

    keys: dict[str, K] = field(repr=False)

    @property
    def newest_id(self) -> str:
        """The id of the key that seals."""
        return next(iter(self.keys))

    def key(self, key_id: str) -> K:
        """The key of that id; no other is tried. Raises CannotOpen when it is not held."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise CannotOpen("The sealed bytes name a key that this process lacks") from None


PublicRing = Ring[MLKEM768X25519PublicKey]
PrivateRing = Ring[PrivateKey]


def read_public_ring(text: str) -> PublicRing:
    """The ring written in VAULT_PUBLIC_KEYS. Raises UnusableRing."""
    sizes = (MLKEM_PUBLIC_BYTES, X25519_BYTES)
    entries = _entries(text, setting="VAULT_PUBLIC_KEYS", size=sum(sizes))
    return Ring({key_id: _public_key(raw) for key_id, raw in entries.items()})


def read_private_ring(text: str) -> PrivateRing:
    """The ring written in VAULT_PRIVATE_KEYS. Raises UnusableRing."""
    sizes = (MLKEM_SEED_BYTES, X25519_BYTES)
    entries = _entries(text, setting="VAULT_PRIVATE_KEYS", size=sum(sizes))
    return Ring({key_id: _private_key(raw) for key_id, raw in entries.items()})


def generate() -> tuple[str, str]:
    """A new key pair: its entry for VAULT_PUBLIC_KEYS, and the one for VAULT_PRIVATE_KEYS."""
    key_id = f"k{secrets.token_hex(4)}"
    mlkem, x25519 = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    private = mlkem.private_bytes_raw() + x25519.private_bytes_raw()
    return _entry(key_id, public), _entry(key_id, private)


def _entries(text: str, *, setting: str, size: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for number, entry in enumerate(text.strip().split(","), start=1):
        key_id, _, encoded = entry.strip().partition(":")
        raw = _decoded(encoded)
        if not KEY_ID.fullmatch(key_id) or key_id in found or raw is None or len(raw) != size:
            raise UnusableRing(
                f"{setting}: entry {number} is not keyid:base64url of {size} bytes under a new id."
            )
        found[key_id] = raw
    return found


def _decoded(encoded: str) -> bytes | None:
    try:
        return urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError:
        return None


def _entry(key_id: str, raw: bytes) -> str:
    return f"{key_id}:{urlsafe_b64encode(raw).decode().rstrip('=')}"


def _public_key(raw: bytes) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(raw[MLKEM_PUBLIC_BYTES:]),
    )


def _private_key(raw: bytes) -> PrivateKey:
    hpke = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(raw[:MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(raw[MLKEM_SEED_BYTES:]),
    )
    root = HKDF(SHA256(), length=32, salt=None, info=ENVELOPE_LABEL).derive(raw)
    return PrivateKey(hpke, root)
