"""Keyed names for what must be compared and never read: blind indexes. Knows nothing of Django.

HMAC-SHA256 under a key derived from the root of the ring's oldest private key. The parts are
framed by their lengths, so that no two lists of parts share a name.
"""

import hmac
from collections.abc import Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from apps.vault.keyring import PrivateRing

_LABEL = b"causeway vault: blind index 1"


def blind(parts: Sequence[str], *, ring: PrivateRing) -> str:
    """`keyid:hex`, equal for equal parts under the same key."""
    key_id = list(ring.keys)[-1]
    key = HKDFExpand(SHA256(), length=32, info=_LABEL).derive(ring.key(key_id).envelope_root)
    framed = b"".join(_framed(part.encode()) for part in parts)
    return f"{key_id}:{hmac.new(key, framed, 'sha256').hexdigest()}"


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
