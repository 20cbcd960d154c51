"""Whose token this is: company, user and entity, from the token's own claims.

Access tokens are JWTs whose claims the discovery document lists (cnyId, userId, entityId …); how
they are signed is documented nowhere (../shared/intacct/intacct-rest.md §4.6). So claims are read
for what they say, and the signature is judged beside them: good, bad, or not to be checked.
`sessionId` opens the XML gateway and is therefore left where it is.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import ECKey, RSAKey

LONGEST_TOKEN = 16_384
LONGEST_CLAIM = 200
MOST_KEYS = 20
WEAKEST_RSA = 2048

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")


class Signature(StrEnum):
    """`UNCHECKED`: no key of ours fits, or it is signed with a secret only Intacct has."""

    GOOD = "good"
    BAD = "bad"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Identity:
    """Whom a token speaks for; each part is empty where the token does not tell."""

    company_id: str = ""
    company_key: str = ""
    user_id: str = ""
    user_key: str = ""
    entity_id: str = ""
    client_id: str = ""
    signature: Signature = Signature.UNCHECKED

    def differs_from(
        self, *, company_id: str = "", user_id: str = "", entity_id: str = ""
    ) -> tuple[str, ...]:
        """The names of the parts that are told and are not the ones meant; "" means any.

        Letters may differ in case, since Intacct may echo its own spelling, and a party may be
        told by several names (`ExtUser|console|user`): this only tells strangers apart.
        """
        meant = {"company_id": company_id, "user_id": user_id, "entity_id": entity_id}
        return tuple(
            name
            for name, value in meant.items()
            if value and (told := getattr(self, name)) and not _is_among(value, told)
        )


@dataclass(frozen=True)
class SigningKeys:
    """Public keys that may have signed a token."""

    keys: tuple[RSAKey | ECKey, ...] = field(repr=False)

    @classmethod
    def of(cls, told: Iterable[Any]) -> "SigningKeys":
        """Those of a JWKS that can be used: RSA from 2048 bits up, and elliptic curves."""
        read = (_key(entry) for entry in list(told)[:MOST_KEYS])
        return cls(tuple(key for key in read if key is not None))


def who_is(access_token: str, *, keys: SigningKeys | None = None) -> Identity:
    """Read a token's claims, and check its signature when there are keys to check it with.

    Never raises: a token that is no JWT has an identity without parts.
    """
    return identity_of(_claims(access_token), signature=_signature(access_token, keys))


def identity_of(
    claims: Mapping[str, Any], *, signature: Signature = Signature.UNCHECKED
) -> Identity:
    """The identity in a token's claims, or in an introspection reply, which names them its way."""

    def told(*names: str) -> str:
        return next(filter(None, (_text(claims.get(name)) for name in names)), "")

    return Identity(
        company_id=told("cnyId", "cny_id"),
        company_key=told("cnyKey", "company_key"),
        user_id=told("userId", "user_id"),
        user_key=told("userKey", "user_key"),
        entity_id=told("entityId", "entity_id"),
        client_id=told("clientId", "client_id"),
        signature=signature,
    )


def _is_among(name: str, told: str) -> bool:
    return name.casefold() in told.casefold().split("|")


def _claims(token: str) -> dict[str, Any]:
    payload = _part(token, 1)
    return payload if isinstance(payload, dict) else {}


def _part(token: str, number: int) -> Any:
    parts = token.split(".") if len(token) <= LONGEST_TOKEN else []
    if len(parts) != 3:  # noqa: PLR2004 -- header, payload, signature
        return None
    padded = parts[number] + "=" * (-len(parts[number]) % 4)
    try:
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)
    return text if text.isprintable() and len(text) <= LONGEST_CLAIM else ""


def _signature(token: str, keys: SigningKeys | None) -> Signature:
    header = _part(token, 0)
    if keys is None or not isinstance(header, dict):
        return Signature.UNCHECKED
    key_id = header.get("kid")
    verdicts = {_verdict(token, key) for key in keys.keys if key_id is None or key.kid == key_id}
    # Among several keys the one that fits decides: a rotated one would fail every token.
    for verdict in (Signature.GOOD, Signature.BAD):
        if verdict in verdicts:
            return verdict
    return Signature.UNCHECKED


def _verdict(token: str, key: RSAKey | ECKey) -> Signature:
    try:
        jws.deserialize_compact(token, key, algorithms=_ALGORITHMS)
    except BadSignatureError:
        return Signature.BAD
    except (JoseError, ValueError, TypeError, KeyError):
        return Signature.UNCHECKED
    return Signature.GOOD


def _key(entry: Any) -> RSAKey | ECKey | None:
    if not isinstance(entry, dict):
        return None
    try:
        if entry.get("kty") == "RSA" and _bits(entry.get("n")) >= WEAKEST_RSA:
            return RSAKey.import_key(entry)
        return ECKey.import_key(entry) if entry.get("kty") == "EC" else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _bits(modulus: Any) -> int:
    return len(modulus) * 6 if isinstance(modulus, str) else 0
