"""How far it is proven that an application is registered as it must be, and what cannot be.

What the console refuses: ../shared/intacct/intacct-rest.md §2.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from apps.connections.applications import redirect_uri
from apps.connections.models import ClientApplication

_ORIGIN = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)


class State(StrEnum):
    """What became of a proof. ``unclear`` is also what no request can prove."""

    PASSED = "passed"
    FAILED = "failed"
    UNCLEAR = "unclear"


class Claim(StrEnum):
    """What must be true of an application before a customer's approval can come back."""

    ADDRESS_IS_HTTPS = "address_is_https"
    ADDRESS_IS_NAMED = "address_is_named"
    CLIENT_IS_KNOWN = "client_is_known"
    ADDRESS_MATCHES = "address_matches"
    ORIGINS_ARE_HTTPS = "origins_are_https"
    SCOPE_STAYS = "scope_stays"
    KEYS_ARE_FEW = "keys_are_few"


@dataclass(frozen=True)
class Proof:
    """One claim, and how far it is proven."""

    claim: Claim
    state: State


def proofs(application: ClientApplication) -> tuple[Proof, ...]:
    """Every claim in the order of use; only an approval that came back proves the redirect URI."""
    address = urlsplit(redirect_uri(application))
    origins = application.allowed_origins
    is_for_production = application.scope == ClientApplication.Scope.PRODUCTION
    return (
        _proof(Claim.ADDRESS_IS_HTTPS, holds=address.scheme == "https"),
        _proof(Claim.ADDRESS_IS_NAMED, holds=address.hostname != "localhost"),
        Proof(Claim.CLIENT_IS_KNOWN, _STATE_OF[application.standing]),
        Proof(Claim.ADDRESS_MATCHES, State.PASSED if application.approved_at else State.UNCLEAR),
        _proof(Claim.ORIGINS_ARE_HTTPS, holds=all(is_origin(each) for each in origins)),
        Proof(Claim.SCOPE_STAYS, State.UNCLEAR),
        *([Proof(Claim.KEYS_ARE_FEW, State.UNCLEAR)] if is_for_production else []),
    )


def is_origin(text: str) -> bool:
    """Whether the console takes it as an allowed origin domain: https, a domain, no more."""
    return _ORIGIN.fullmatch(text) is not None


_STATE_OF: dict[str, State] = {
    ClientApplication.Standing.KNOWN: State.PASSED,
    ClientApplication.Standing.UNKNOWN: State.FAILED,
    ClientApplication.Standing.CANNOT_TELL: State.UNCLEAR,
    ClientApplication.Standing.UNCHECKED: State.UNCLEAR,
}


def _proof(claim: Claim, *, holds: bool) -> Proof:
    return Proof(claim, State.PASSED if holds else State.FAILED)
