"""The fast envelope for what workers obtain themselves: sessions and access tokens. No Django.

AES-256-GCM, with the place as associated data. Each connection has its own key, derived by
HKDF-Expand from the root of a private key, so random nonces stay far below the bound of one key
(NIST SP 800-38D §8.3) however large the fleet. Source: design.md D4.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from apps.vault.frame import binding, framed, unframed
from apps.vault.keyring import CannotOpen, PrivateRing
from apps.vault.place import Place
from apps.vault.secret import Secret

FORMAT = 2
NONCE_BYTES = 12


def enclose(secret: Secret, *, ring: PrivateRing, place: Place) -> bytes:
    """The bytes to store, under the newest key of the ring."""
    key_id, nonce = ring.newest_id, os.urandom(NONCE_BYTES)
    cipher = _cipher(ring, key_id, place)
    body = cipher.encrypt(nonce, secret.to_bytes(), binding(FORMAT, place, key_id))
    return framed(FORMAT, key_id, nonce + body)


def disclose(sealed: bytes, *, ring: PrivateRing, place: Place) -> Secret:
    """The secret. Raises CannotOpen when the bytes were damaged, moved or need another key."""
    key_id, body = unframed(sealed, form=FORMAT)
    cipher = _cipher(ring, key_id, place)
    try:
        text = cipher.decrypt(
            body[:NONCE_BYTES], body[NONCE_BYTES:], binding(FORMAT, place, key_id)
        )
    except (InvalidTag, ValueError):
        # A nonce cut short is a ValueError; both mean the bytes are not what was stored.
        raise CannotOpen("The sealed bytes were damaged, or moved from their place") from None
    return Secret.of_bytes(text)


def _cipher(ring: PrivateRing, key_id: str, place: Place) -> AESGCM:
    owner = place.tenant_id.bytes + place.connection_id.bytes
    root = ring.key(key_id).envelope_root
    return AESGCM(HKDFExpand(SHA256(), length=32, info=owner).derive(root))
