"""The key that signs tokens, made anew by every process, and the tokens' shape (RFC 7515, 7517)."""

import base64
import hashlib
import json
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256


def signed(claims: dict[str, Any]) -> str:
    """The claims as a JWT, RS256. The algorithm of access tokens is documented nowhere: assumed."""
    head = {"alg": "RS256", "typ": "JWT", "kid": key_id()}
    message = f"{_encoded(head)}.{_encoded(claims)}"
    signature = _key().sign(message.encode(), padding.PKCS1v15(), SHA256())
    return f"{message}.{base64url(signature)}"


def has_the_shape(token: str) -> bool:
    """Whether the text is a JWT as far as one can tell without a key."""
    parts = token.split(".")
    try:
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        return len(parts) == 3 and isinstance(json.loads(base64.urlsafe_b64decode(padded)), dict)  # noqa: PLR2004
    except (IndexError, ValueError):
        return False


def key_set() -> dict[str, Any]:
    """What `/.well-known/jwks.json` tells: the public half."""
    numbers = _key().public_key().public_numbers()
    public = {"n": _number(numbers.n), "e": _number(numbers.e)}
    return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": key_id(), **public}]}


def key_id() -> str:
    modulus = _key().public_key().public_numbers().n
    return hashlib.sha256(str(modulus).encode()).hexdigest()[:16]


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _encoded(part: dict[str, Any]) -> str:
    return base64url(json.dumps(part, separators=(",", ":")).encode())


def _number(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
