"""What the token endpoint gave, judged before anybody uses it.

Rows iC24 to iC28 of table 6C and goals B12, B15 of ../shared/reference/security-reliability.md;
../shared/intacct/intacct-rest.md §4.2 to §4.5.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from apps.intacct.errors import Layer, UnclearReason
from apps.intacct.exchange import HttpAnswer, now
from apps.intacct.expiry import ASSUMED_LIFETIME, LONGEST_LIFETIME
from apps.intacct.rest.answers import read_document, unclear
from apps.intacct.rest.claims import Identity, who_is

MOST_BYTES = 65_536
MARGIN = timedelta(minutes=5)

_TOKEN = re.compile(r"[\x21-\x7e]{1,8192}", re.ASCII)  # RFC 6749 appendix A.12 and A.17


@dataclass(frozen=True)
class TokenSet:
    """An access token, by our own clock, and what keeps it coming.

    `refresh_token` is the one to keep from now on: the new one when the reply had one, else the
    one that was sent, else None. `rotated`: the reply had one that differs from what was sent.
    `scope` is as told, empty when nothing was said (RFC 6749 §5.1: then it is what was asked).
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    obtained_at: datetime
    expires_at: datetime
    token_type: str
    scope: str
    rotated: bool

    def is_live(self, *, at: datetime | None = None, margin: timedelta = MARGIN) -> bool:
        """Whether the access token can still be used `margin` from `at` (default: now)."""
        return (at or now()) + margin < self.expires_at

    @property
    def identity(self) -> Identity:
        """Whose token this is, by its own word; check it with `who_is(…, keys=…)`."""
        return who_is(self.access_token)


def read_token_set(
    answer: HttpAnswer, *, secrets: tuple[str, ...], sent: str | None = None
) -> TokenSet:
    """The tokens of a reply to which `sent` was the refresh token, if any.

    Raises `Refused` at the token layer, `Throttled`, `Offline`, and `Unclear` for everything that
    could not be used or stored: HTML, over 64 KB, no access token, a type that is not bearer.
    """
    told = read_document(answer, layer=Layer.TOKEN, secrets=secrets, most_bytes=MOST_BYTES)
    access_token, refresh_token = told.get("access_token"), told.get("refresh_token") or None
    token_type, scope = told.get("token_type", "Bearer"), told.get("scope")
    usable = _is_token(access_token) and (refresh_token is None or _is_token(refresh_token))
    if not usable or str(token_type).lower() != "bearer":
        raise unclear(answer, UnclearReason.INCOMPLETE)
    return TokenSet(
        access_token=str(access_token),
        refresh_token=refresh_token or sent,
        obtained_at=answer.received_at,
        expires_at=answer.received_at + _lifetime(told.get("expires_in")),
        token_type="Bearer",  # noqa: S106 -- a scheme's name
        scope=scope if isinstance(scope, str) else "",
        rotated=refresh_token is not None and refresh_token != sent,
    )


def _is_token(value: Any) -> bool:
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def _lifetime(told: Any) -> timedelta:
    """15 minutes when nothing usable is said (so it is refreshed, but not at once); a day at most.

    Sage documents no lifetime: 43200 s has been recorded, and clients assume all sorts.
    """
    seconds = int(told) if re.fullmatch(r"[0-9]{1,18}", str(told), re.ASCII) else 0
    if seconds == 0:
        return ASSUMED_LIFETIME
    return min(timedelta(seconds=min(seconds, 10**9)), LONGEST_LIFETIME)
