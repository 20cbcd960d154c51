"""What is asked of the OAuth endpoints besides tokens: revoke, introspect, knock, signing keys.

Source: ../shared/intacct/intacct-rest.md §4.7, §4.8 and the discovery row of §4.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from apps.intacct.errors import Layer, Refused, UnclearReason
from apps.intacct.exchange import HttpAnswer, HttpRequest
from apps.intacct.rest.addresses import (
    REST_API,
    introspect_url,
    revoke_url,
    signing_keys_url,
    token_url,
)
from apps.intacct.rest.answers import read_document, unclear
from apps.intacct.rest.authorize import new_state
from apps.intacct.rest.claims import Identity, SigningKeys, identity_of
from apps.intacct.rest.forms import post_form
from apps.intacct.rest.headers import bearer
from apps.intacct.rest.login import ClientLogin
from apps.intacct.rest.refusals import Refusal, refusal_of

MOST_BYTES = 262_144


@dataclass(frozen=True, kw_only=True)
class Revoke:
    """End a token, and with it EVERY token of that user and company, whoever holds it."""

    client: ClientLogin
    token: str = field(repr=False)
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        return post_form(
            revoke_url(self.base_url),
            token=self.token,
            client_id=self.client.client_id,
            client_secret=self.client.secret,
        )

    def read(self, answer: HttpAnswer) -> None:
        """Returns when Intacct says it is done. Raises `IntacctError`."""
        told = _document(answer, (self.client.secret, self.token))
        if told.get("revoked") is not True:
            raise unclear(answer, UnclearReason.INCOMPLETE)


@dataclass(frozen=True)
class Introspection:
    """What the endpoint says of a token; `identity` and `expires_at` only of an active one."""

    active: bool
    identity: Identity
    expires_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Introspect:
    """Ask about a token, as its holder. Known from one third party: never the only check."""

    token: str = field(repr=False)
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        """Raises ValueError when a header cannot carry the token."""
        form = post_form(introspect_url(self.base_url), token=self.token)
        return replace(form, headers={**form.headers, **bearer(self.token)})

    def read(self, answer: HttpAnswer) -> Introspection:
        """Raises `IntacctError`."""
        told = _document(answer, (self.token,))
        if not isinstance(told.get("active"), bool):
            raise unclear(answer, UnclearReason.INCOMPLETE)
        return Introspection(told["active"], identity_of(told), _moment(told.get("exp")))


class Standing(StrEnum):
    """Whether the token endpoint knows a client: three outcomes, never two."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, kw_only=True)
class KnockAsClient:
    """Try a refresh token that cannot exist, to learn from the refusal whether we are known.

    RFC 6749 §5.2: the client is authenticated before its grant is judged. Intacct's own order is
    not documented, so anything unexpected is `CANNOT_TELL`.
    """

    client: ClientLogin
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        return post_form(
            token_url(self.base_url),
            grant_type="refresh_token",
            refresh_token=new_state(),
            client_id=self.client.client_id,
            client_secret=self.client.secret,
        )

    def read(self, answer: HttpAnswer) -> Standing:
        """Raises `IntacctError` other than `Refused`."""
        try:
            _document(answer, (self.client.secret,))
        except Refused as error:
            return _STANDINGS.get(refusal_of(error), Standing.CANNOT_TELL)
        return Standing.CANNOT_TELL


_STANDINGS = {Refusal.GRANT: Standing.KNOWN, Refusal.CLIENT: Standing.UNKNOWN}


@dataclass(frozen=True, kw_only=True)
class FetchSigningKeys:
    """The keys that access tokens may be signed with (RFC 7517)."""

    base_url: str = REST_API

    def request(self) -> HttpRequest:
        headers = {"Accept": "application/json"}
        return HttpRequest(signing_keys_url(self.base_url), headers, b"", method="GET")

    def read(self, answer: HttpAnswer) -> SigningKeys:
        """The usable ones; perhaps none. Raises `IntacctError`."""
        told = _document(answer, ())
        if not isinstance(told.get("keys"), list):
            raise unclear(answer, UnclearReason.INCOMPLETE)
        return SigningKeys.of(told["keys"])


def _document(answer: HttpAnswer, secrets: tuple[str, ...]) -> dict[str, Any]:
    return read_document(answer, layer=Layer.TOKEN, secrets=secrets, most_bytes=MOST_BYTES)


def _moment(told: Any) -> datetime | None:
    if not re.fullmatch(r"[0-9]{1,11}", str(told), re.ASCII):
        return None
    return datetime.fromtimestamp(int(told), UTC)
