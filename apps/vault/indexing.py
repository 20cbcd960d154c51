"""Keyed names for what must be compared and never read: blind indexes. Knows nothing of Django.

HMAC-SHA256 under keys derived from the roots of the ring's private keys: a new name is made under
the newest, an older one is found by comparing under all. The parts are framed by their lengths,
so that no two lists of parts share a name.
"""

import hmac
from collections.abc import Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from apps.vault.keyring import PrivateKey, PrivateRing

_LABEL = b"causeway vault: blind index 1"


def blind(parts: Sequence[str], *, ring: PrivateRing) -> tuple[str, ...]:
    """`keyid:hex` for each key of the ring, the newest first; equal for equal parts and keys."""
    framed = b"".join(_framed(part.encode()) for part in parts)
    return tuple(f"{key_id}:{_name(framed, key)}" for key_id, key in ring.keys.items())


def _name(framed: bytes, key: PrivateKey) -> str:
    derived = HKDFExpand(SHA256(), length=32, info=_LABEL).derive(key.envelope_root)
    return hmac.new(derived, framed, "sha256").hexdigest()


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
