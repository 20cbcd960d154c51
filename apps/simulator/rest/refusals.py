"""The ways the REST side says no: the five envelopes of intacct-rest.md §5, and the flat one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.simulator import answers
from apps.simulator.refusals import Refusal

Document = dict[str, Any]
_ONE_FAILED = {"totalCount": 1, "totalSuccess": 0, "totalError": 1}


@dataclass(frozen=True)
class Trouble:
    """One error object; `details` are more of them, each with a `target` where it has one."""

    code: str
    message: str
    error_id: str = ""
    message_id: str = ""
    placeholders: dict[str, str] = field(default_factory=dict)
    target: str = ""
    details: tuple["Trouble", ...] = ()


class RestRefusal(Refusal):
    """An HTTP status, a JSON document, and the word the ledger keeps of it."""

    def __init__(self, status: int, document: Document, *, outcome: str) -> None:
        super().__init__(outcome)
        self.status = status
        self.document = document
        self.outcome = outcome


def service(trouble: Trouble, *, status: int = 400) -> RestRefusal:
    """Envelope 1: `ia::error` inside `ia::result`, with `ia::meta`."""
    return enveloped(trouble, status=status, envelope="result")


def top(trouble: Trouble, *, status: int = 400) -> RestRefusal:
    """Envelope 2: `ia::error` at the top, with `ia::meta`."""
    return enveloped(trouble, status=status, envelope="top")


def gateway(number: str, message: str, *, status: int = 400) -> RestRefusal:
    """Envelope 3, of the front gateway: `details` is an object, and there is no `ia::meta`."""
    error = {"code": number, "message": message, "details": {"requestId": answers.request_id()}}
    return RestRefusal(status, {"ia::error": error}, outcome=number)


def bare(trouble: Trouble, *, status: int) -> RestRefusal:
    """Envelope 4: an `error` object."""
    return enveloped(trouble, status=status, envelope="bare")


def oauth(error: str, description: str, *, status: int = 400) -> RestRefusal:
    """Envelope 5, RFC 6749 §5.2; the statuses are the RFC's, nobody recorded Intacct's."""
    document = {"error": error, "error_description": description}
    return RestRefusal(status, document, outcome=error)


def enveloped(trouble: Trouble, *, status: int, envelope: str) -> RestRefusal:
    """The trouble in the envelope of that name: result, top, bare, oauth or flat."""
    outcome = trouble.error_id or trouble.code
    return RestRefusal(status, _ENVELOPES[envelope](trouble), outcome=outcome)


def _error(trouble: Trouble) -> Document:
    error = _plain(trouble) | {"supportId": answers.support_id()}
    if trouble.details:
        error["details"] = [_plain(detail) for detail in trouble.details]
    return error


def _plain(trouble: Trouble) -> Document:
    error: Document = {"code": trouble.code, "message": trouble.message}
    if trouble.error_id:
        error["errorId"] = trouble.error_id
    if trouble.target:
        error["target"] = trouble.target
    error["additionalInfo"] = {
        "messageId": trouble.message_id,
        "placeholders": trouble.placeholders,
        "propertySet": {},
    }
    return error


def _result(trouble: Trouble) -> Document:
    return {"ia::result": {"ia::error": _error(trouble)}, "ia::meta": _ONE_FAILED}


def _top(trouble: Trouble) -> Document:
    return {"ia::error": _error(trouble), "ia::meta": _ONE_FAILED}


def _bare(trouble: Trouble) -> Document:
    return {"error": _error(trouble)}


def _oauth(trouble: Trouble) -> Document:
    return {"error": "invalid_client", "error_description": f"{trouble.error_id} {trouble.message}"}


def _flat(trouble: Trouble) -> Document:
    """As the unit test of a third-party client has it."""
    code = trouble.error_id or trouble.code
    return {"code": code, "message": trouble.message, "supportId": answers.support_id()}


_ENVELOPES: dict[str, Callable[[Trouble], Document]] = {
    "result": _result,
    "top": _top,
    "bare": _bare,
    "oauth": _oauth,
    "flat": _flat,
}
