"""Seal one secret with a public key, open it with the private one. Knows nothing of Django.

HPKE (RFC 9180), base mode: ML-KEM-768 + X25519, HKDF-SHA256, AES-256-GCM. The place goes in as
`info`, so sealed bytes open in the row they were sealed for and nowhere else. Source: design.md D4.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from apps.vault.frame import binding, framed, unframed
from apps.vault.keyring import CannotOpen, PrivateRing, PublicRing
from apps.vault.place import Place
from apps.vault.secret import Secret

FORMAT = 1
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(secret: Secret, *, ring: PublicRing, place: Place) -> bytes:
    """The bytes to store, sealed with the newest key of the ring."""
    key_id = ring.newest_id
    body = SUITE.encrypt(secret.to_bytes(), ring.keys[key_id], binding(FORMAT, place, key_id))
    return framed(FORMAT, key_id, body)


def unseal(sealed: bytes, *, ring: PrivateRing, place: Place) -> Secret:
    """The secret. Raises CannotOpen when the bytes were damaged, moved or need another key."""
    key_id, body = unframed(sealed, form=FORMAT)
    private_key = ring.key(key_id).hpke
    try:
        text = SUITE.decrypt(body, private_key, binding(FORMAT, place, key_id))
    except InvalidTag:
        raise CannotOpen("The sealed bytes were damaged, or moved from their place") from None
    return Secret.of_bytes(text)
