"""What a client asks for at `/oauth2/authorize` (intacct-rest.md §4.1; RFC 7636)."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.simulator.oauth import keys

_SCOPES = {"openid", "offline_access", "sage/ai-agents", "token-exchange"}
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Asked:
    """What a client asked for when it sent the browser here."""

    client_id: str
    redirect_uri: str
    state: str = field(repr=False)
    offline: bool
    challenge: str = field(repr=False)

    def is_proven_by(self, verifier: str) -> bool:
        """RFC 7636 §4.6: the verifier belongs to the challenge, or there was none of either."""
        if not self.challenge or not verifier:
            return not self.challenge and not verifier
        hashed = keys.base64url(hashlib.sha256(verifier.encode()).digest())
        return hmac.compare_digest(hashed, self.challenge)


def read(query: Mapping[str, str]) -> Asked:
    """The parameters of a request whose client and redirect URI are known to be good."""
    return Asked(
        client_id=query["client_id"],
        redirect_uri=query["redirect_uri"],
        state=query.get("state", ""),
        offline="offline_access" in query.get("scope", "").split(),
        challenge=query.get("code_challenge", ""),
    )


def error_of(query: Mapping[str, str]) -> str:
    """What is wrong with the request besides client and redirect URI, in the words of the RFC."""
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if not set(query.get("scope", "").split()) <= _SCOPES:
        return "invalid_scope"
    challenge, method = query.get("code_challenge"), query.get("code_challenge_method")
    if challenge is None and method is None:
        return ""
    proper = method == "S256" and _CHALLENGE.fullmatch(challenge or "") is not None
    return "" if proper else "invalid_request"
