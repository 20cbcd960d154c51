"""The forms in which a secret may lie about: as it is, and as programs commonly write it."""

import base64
import html
import json
from urllib.parse import quote, quote_plus


def forms_of(secret: str) -> set[bytes]:
    """Return every form to search for; hexadecimal is in small letters."""
    raw = secret.encode()
    texts = {
        secret,
        html.escape(secret),
        json.dumps(secret)[1:-1],
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        raw.hex(),
    }
    return {text.encode() for text in texts} | _base64(raw)


def found_in(place: bytes, secret: str) -> bool:
    """Whether the secret lies there in any form."""
    small = place.lower()  # hexadecimal may be in capital letters
    return secret.encode().hex().encode() in small or any(
        form in place for form in forms_of(secret)
    )


def _base64(raw: bytes) -> set[bytes]:
    """What is left of the secret inside a longer text, at each of the three alignments."""
    found = set()
    for ahead in range(3):
        whole = base64.b64encode(bytes(ahead) + raw)
        inner = whole[-(-ahead * 8 // 6) : len(bytes(ahead) + raw) * 8 // 6]
        found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return found
