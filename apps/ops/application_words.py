"""The proofs of an application in the operators' words: the claim, and what to do about it."""

from apps.connections.application_proofs import Claim, Proof, State
from apps.connections.applications import is_being_asked
from apps.connections.models import ClientApplication
from apps.core import wording

CLAIMS: dict[Claim, str] = {
    Claim.ADDRESS_IS_HTTPS: "The redirect URI begins with https://",
    Claim.ADDRESS_IS_NAMED: "The redirect URI does not name localhost",
    Claim.CLIENT_IS_KNOWN: "Intacct knows the client ID and its secret",
    Claim.ADDRESS_MATCHES: "The console holds exactly this redirect URI",
    Claim.ORIGINS_ARE_HTTPS: "Every allowed origin domain is an https address without a path",
    Claim.SCOPE_STAYS: "The console holds the client scope {scope}",
    Claim.KEYS_ARE_FEW: "Every company has room for this API key",
}
NOTES: dict[tuple[Claim, State], str] = {
    (Claim.ADDRESS_IS_HTTPS, State.FAILED): (
        "Intacct refuses http; only the simulator takes it. Set `BASE_URL` to an https address."
    ),
    (Claim.ADDRESS_IS_NAMED, State.FAILED): (
        "Sage's console refuses localhost; only the simulator takes it. Use a name of your own, "
        "or 127.0.0.1."
    ),
    (Claim.CLIENT_IS_KNOWN, State.PASSED): "It answered so on {standing_at}.",
    (Claim.CLIENT_IS_KNOWN, State.FAILED): (
        "It refused them on {standing_at}. Compare both with **API Keys** in the console, and "
        "save them again: capital letters matter."
    ),
    (Claim.CLIENT_IS_KNOWN, State.UNCLEAR): (
        "No answer on {standing_at} told. Check again in a few minutes."
    ),
    (Claim.ADDRESS_MATCHES, State.PASSED): "An approval came back to it on {approved_at}.",
    (Claim.ADDRESS_MATCHES, State.UNCLEAR): (
        "This cannot be proven before the first approval comes back."
    ),
    (Claim.ORIGINS_ARE_HTTPS, State.PASSED): (
        "The console's own list cannot be read. Compare it with the one kept here."
    ),
    (Claim.ORIGINS_ARE_HTTPS, State.FAILED): "Correct the list, here and in the console.",
    (Claim.SCOPE_STAYS, State.UNCLEAR): (
        "No request tells it. It cannot be changed later: another scope is another application."
    ),
    (Claim.KEYS_ARE_FEW, State.UNCLEAR): (
        "A production company takes at most five API keys. No request tells how many it has."
    ),
}
NOT_ASKED = "Not asked yet. Save the keys first."
ASKED = "Asking Intacct. No answer yet."


def told(proof: Proof, application: ClientApplication) -> dict[str, str]:
    """One proof as a row of checks."""
    asked = proof.claim == Claim.CLIENT_IS_KNOWN and is_being_asked(application)
    return {
        "id": proof.claim.value.replace("_", "-"),
        "label": CLAIMS[proof.claim].format(scope=application.get_scope_display()),
        "state": "checking" if asked else proof.state.value,
        "note": ASKED if asked else _note(proof, application),
    }


def _note(proof: Proof, application: ClientApplication) -> str:
    if proof.claim == Claim.CLIENT_IS_KNOWN and application.standing_at is None:
        return NOT_ASKED
    moments = {
        name: wording.absolute(moment)
        for name in ("standing_at", "approved_at")
        if (moment := getattr(application, name)) is not None
    }
    return NOTES.get((proof.claim, proof.state), "").format(**moments)
