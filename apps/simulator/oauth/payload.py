"""The body of a request to `/oauth2/…`: a form or JSON (intacct-rest.md §4, errors GW-0014 ff.)."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote_plus

from apps.simulator.rest import refusals
from apps.simulator.rest.refusals import RestRefusal

Pairs = list[tuple[str, str]]
_ONCE_ONLY = {
    "client_id": ("GW-0038", "Multiple Client IDs"),
    "username": ("GW-0039", "Multiple Usernames"),
}


@dataclass(frozen=True)
class Payload:
    """What was sent; a missing member reads as empty."""

    members: Mapping[str, str] = field(repr=False)

    def __getitem__(self, name: str) -> str:
        return self.members.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.members


def read(body: bytes, *, content_type: str, authorization: str = "") -> Payload:
    """The members of the body, the client's own also from HTTP Basic. Raises RestRefusal."""
    if "xml" in content_type:
        raise refusals.gateway("GW-0014", "Invalid Content Type")
    if not body.strip():
        raise refusals.gateway("GW-0035", "Missing Token Payload")
    pairs = _json(body) if "json" in content_type else _form(body)
    for name, (number, words) in _ONCE_ONLY.items():
        if sum(key == name for key, _ in pairs) > 1:
            raise refusals.gateway(number, words)
    return Payload(dict(pairs) | _basic(authorization))


def _form(body: bytes) -> Pairs:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        raise _unreadable() from None


def _json(body: bytes) -> Pairs:
    try:
        pairs = json.loads(body, object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(pairs, list) or not all(_is_a_pair(pair) for pair in pairs):
        raise _unreadable()
    return [(name, value) for name, value in pairs if value is not None]


def _is_a_pair(pair: object) -> bool:
    return isinstance(pair, tuple) and isinstance(pair[1], str | None)


def _basic(authorization: str) -> dict[str, str]:
    """`client_secret_basic`, advertised by the discovery document (RFC 6749 §2.3.1)."""
    kind, _, coded = authorization.partition(" ")
    if kind.lower() != "basic":
        return {}
    try:
        name, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise refusals.gateway("GW-0034", "Invalid Authorization Header", status=401) from None
    return {"client_id": unquote_plus(name), "client_secret": unquote_plus(secret)}


def _unreadable() -> RestRefusal:
    return refusals.gateway("GW-0032", "Invalid Token Payload")
