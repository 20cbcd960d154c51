"""The bytes around a ciphertext, and the bytes that bind it to its place. No Django.

Sealed bytes are `format (1) ‖ length of key id (1) ‖ key id ‖ body`. The format byte says what the
body is: 1 is HPKE (`seal.py`), 2 an AES-256-GCM envelope (`envelope.py`). Source: design.md D4.
"""

from apps.vault.keyring import CannotOpen
from apps.vault.place import Place

HEADER_BYTES = 2


def framed(form: int, key_id: str, body: bytes) -> bytes:
    """The bytes to store: header, key id, body."""
    return bytes([form, len(key_id)]) + key_id.encode("ascii") + body


def unframed(sealed: bytes, *, form: int) -> tuple[str, bytes]:
    """The key id and the body. Raises CannotOpen when the header is not one of this format."""
    if len(sealed) < HEADER_BYTES or sealed[0] != form:
        raise CannotOpen("The sealed bytes are of another format, or damaged")
    end = HEADER_BYTES + sealed[1]
    return sealed[HEADER_BYTES:end].decode("ascii", "replace"), sealed[end:]


def binding(form: int, place: Place, key_id: str) -> bytes:
    """What the ciphertext is bound to: format ‖ tenant ‖ connection ‖ field ‖ version ‖ key id.

    Every part is preceded by its length in two bytes, so no two places give the same bytes.
    """
    parts = (
        bytes([form]),
        place.tenant_id.bytes,
        place.connection_id.bytes,
        place.field.encode(),
        place.version.to_bytes(8),
        key_id.encode("ascii"),
    )
    return b"".join(len(part).to_bytes(2) + part for part in parts)
