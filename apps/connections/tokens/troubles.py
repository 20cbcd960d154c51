"""How a token request failed, in a few words for its row, and back into an error for who waited."""

from apps.connections.tokens.errors import ClientChanged
from apps.intacct import (
    ErrorDetail,
    IntacctError,
    Layer,
    Offline,
    Refused,
    Throttled,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)

LONGEST = 80
CLIENT_CHANGED = "client_changed"
_WAIT_SECONDS = 60


def told(error: IntacctError) -> str:
    """The kind of error, and its reason, code or layer: never Intacct's wording."""
    status = error.http_status or 0
    match error:
        case ClientChanged():
            words = [CLIENT_CHANGED]
        case Unreachable() | Unclear():
            words = [type(error).__name__, error.reason, str(status)]
        case Refused():
            first = error.errors[0] if error.errors else ErrorDetail()
            code = first.error_id or first.code
            words = ["Refused", error.layer, str(status), code]
        case _:
            words = [type(error).__name__, str(status)]
    return " ".join(words)[:LONGEST]


def retold(reason: str) -> IntacctError:
    """The error for somebody who waited for a request that failed so."""
    if reason == CLIENT_CHANGED:
        return ClientChanged()
    kind, *words = reason.split(" ")
    status = next((int(word) for word in words if word.isdigit()), 0)
    match kind:
        case "Refused":
            return _refused(words, status)
        case "Unreachable":
            return Unreachable(UnreachableReason(words[0]))
        case "Throttled" | "Offline":
            waiting = Throttled if kind == "Throttled" else Offline
            return waiting(retry_after=_WAIT_SECONDS, http_status=status)
        case "Unclear":
            return Unclear(UnclearReason(words[0]), http_status=status or None)
    return Unreachable(UnreachableReason.TIMEOUT)


def _refused(words: list[str], status: int) -> Refused:
    layer, code = Layer(words[0]), words[-1] if len(words) > 2 else ""  # noqa: PLR2004
    errors = (ErrorDetail(errorno=code),) if code else ()
    return Refused(layer=layer, http_status=status, errors=errors)
