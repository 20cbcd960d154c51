"""What Intacct's redirect to our callback says: approved, declined, failed, or nonsense.

Pure: whether the state is ours, fresh, unused and this browser's is for the caller to find out,
before anything else happens. Rows iC1 to iC14 and iC20 of table 6C of
../shared/reference/security-reliability.md; RFC 6749 §4.1.2; RFC 9207 for `iss`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl

from apps.intacct.details import safely

LONGEST_QUERY = 65_536
LONGEST_VALUE = 4096  # a documented code is itself a token of several hundred characters
LONGEST_DESCRIPTION = 300
MOST_PARAMETERS = 50

_OURS = ("code", "state", "error", "error_description", "error_uri", "iss")
_PLAIN = re.compile(r"[\x21-\x7e]+", re.ASCII)  # RFC 6749 appendix A, without the space


class CallbackError(StrEnum):
    """The errors of RFC 6749 §4.1.2.1 and OpenID Connect §3.1.2.6; `UNKNOWN` is any other."""

    INVALID_REQUEST = "invalid_request"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type"
    INVALID_SCOPE = "invalid_scope"
    SERVER_ERROR = "server_error"
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"
    INVALID_CLIENT = "invalid_client"
    LOGIN_REQUIRED = "login_required"
    CONSENT_REQUIRED = "consent_required"
    INTERACTION_REQUIRED = "interaction_required"
    UNKNOWN = "unknown"


class NonsenseReason(StrEnum):
    """Why a callback cannot be one of Intacct's answers to us."""

    NOTHING = "nothing"
    NO_CODE = "no_code"
    NO_STATE = "no_state"
    REPEATED = "repeated"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NO_ISSUER = "no_issuer"
    WRONG_ISSUER = "wrong_issuer"


@dataclass(frozen=True)
class Approved:
    """Somebody pressed Accept. Both values are secrets until they are used up."""

    code: str = field(repr=False)
    state: str = field(repr=False)


@dataclass(frozen=True)
class Declined:
    """Somebody pressed Decline. An empty `state` belongs to no attempt: touch none."""

    state: str = field(repr=False)


@dataclass(frozen=True)
class Failed:
    """Intacct could not ask. `description` is its wording: masked, one line, cut; escape it."""

    state: str = field(repr=False)
    error: CallbackError
    description: str = ""


@dataclass(frozen=True)
class Nonsense:
    """Nobody's answer: a forged, cut or mangled address. Send nothing because of it."""

    reason: NonsenseReason


Callback = Approved | Declined | Failed | Nonsense


def read_callback(
    query_string: str, *, issuer: str = "", issuer_required: bool = False
) -> Callback:
    """Read the raw query string of the callback.

    An error wins over a code beside it. With `issuer`, an `iss` that differs is nonsense, and so
    is a missing one when the server advertises that it sends it. Unknown parameters are ignored.
    """
    told = _parameters(query_string)
    if isinstance(told, Nonsense):
        return told
    if issuer and (wrong := _judged_issuer(told, issuer, required=issuer_required)):
        return Nonsense(wrong)
    return _refusal(told) if "error" in told else _approval(told)


def _parameters(query_string: str) -> dict[str, str] | Nonsense:
    if len(query_string) > LONGEST_QUERY:
        return Nonsense(NonsenseReason.TOO_LONG)
    try:
        pairs = parse_qsl(query_string, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return Nonsense(NonsenseReason.TOO_LONG)
    ours = [(name, value) for name, value in pairs if name in _OURS]
    return _judged(ours)


def _judged(pairs: list[tuple[str, str]]) -> dict[str, str] | Nonsense:
    told = dict(pairs)
    exact = [told[name] for name in ("code", "state", "iss") if told.get(name)]
    if any(count > 1 for count in Counter(name for name, _ in pairs).values()):
        return Nonsense(NonsenseReason.REPEATED)
    if any(len(value) > LONGEST_VALUE for value in exact):
        return Nonsense(NonsenseReason.TOO_LONG)
    if not all(_PLAIN.fullmatch(value) for value in exact):
        return Nonsense(NonsenseReason.NOT_TEXT)
    return told


def _judged_issuer(told: dict[str, str], issuer: str, *, required: bool) -> NonsenseReason | None:
    if not told.get("iss"):
        return NonsenseReason.NO_ISSUER if required or "iss" in told else None
    return None if told["iss"] == issuer else NonsenseReason.WRONG_ISSUER


def _refusal(told: dict[str, str]) -> Callback:
    state, error = told.get("state", ""), told["error"]
    if error == "access_denied":
        return Declined(state)
    known = error in set(CallbackError) - {CallbackError.UNKNOWN}
    return Failed(
        state, CallbackError(error) if known else CallbackError.UNKNOWN, _description(told)
    )


def _description(told: dict[str, str]) -> str:
    safe = safely((told.get("code", ""), told.get("state", "")))
    text = safe(told.get("error_description", ""))
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(line.split())[:LONGEST_DESCRIPTION]


def _approval(told: dict[str, str]) -> Callback:
    code, state = told.get("code", ""), told.get("state", "")
    if code and state:
        return Approved(code, state)
    if code:
        return Nonsense(NonsenseReason.NO_STATE)
    return Nonsense(NonsenseReason.NO_CODE if state else NonsenseReason.NOTHING)
