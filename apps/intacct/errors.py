"""What can go wrong between us and Intacct: the XML gateway, its REST API, its OAuth endpoints.

The tree, by what a caller does about it::

    IntacctError
    ├── Unreachable   nothing readable came back: connect, TLS, timeout, reset   try again later
    ├── Unclear       an answer, but no gateway answer: HTML, 5xx, truncated     try again later
    ├── Throttled     429, or the rate-limit text in a 200                       wait retry_after
    ├── Offline       Intacct is down for maintenance                            wait retry_after
    └── Refused       the gateway read the request and said no                   diagnose it

`Refused` is diagnosed by layer + errorno + text, never by the number alone (intacct-xml.md §5).

No message here holds a body, a password, a session ID or Intacct's wording, so any of them may be
logged. The wording, masked and cut, is in `errors`. Shapes: ../shared/intacct/intacct-xml.md §2.
"""

from enum import StrEnum
from typing import Any

from apps.intacct.details import ErrorDetail


class UnreachableReason(StrEnum):
    """How far the request got: no such name, no connection, no TLS, no answer in time or at all."""

    NAME = "name"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"


class UnclearReason(StrEnum):
    """Why an answer could not be used.

    wrong_root: well-formed, but no `response`, or no JSON object. incomplete: lacks what the
    grammar promises. foreign_answer: for another request, company, user or entity.
    foreign_endpoint: names a host we may not send to. http_error: a success by its body, not by
    its status.
    """

    HTML = "html"
    EMPTY = "empty"
    NOT_XML = "not_xml"
    NOT_JSON = "not_json"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    SEVERAL_ROOTS = "several_roots"
    WRONG_ROOT = "wrong_root"
    OVERSIZE = "oversize"
    TRUNCATED = "truncated"
    NOT_HTTP = "not_http"
    REDIRECTED = "redirected"
    SERVER_ERROR = "server_error"
    HTTP_ERROR = "http_error"
    INCOMPLETE = "incomplete"
    FOREIGN_ANSWER = "foreign_answer"
    FOREIGN_ENDPOINT = "foreign_endpoint"


class Layer(StrEnum):
    """Who refused, in the order they are checked.

    Shapes B, A, C and D of intacct-xml.md §2; then the OAuth endpoints and what lies behind them
    (intacct-rest.md §5), in front of which stands the same gateway.
    """

    GATEWAY = "gateway"
    CONTROL = "control"
    AUTHENTICATION = "authentication"
    FUNCTION = "function"
    TOKEN = "token"  # noqa: S105 -- a layer's name
    RESOURCE = "resource"


class IntacctError(Exception):
    """Base of everything this package raises about an exchange; never raised itself."""

    def __init__(
        self,
        message: str,
        *,
        http_status: int | None = None,
        errors: tuple[ErrorDetail, ...] = (),
    ) -> None:
        super().__init__(message)
        self.http_status = http_status
        self.errors = errors

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls the class with `args`, which keyword-only arguments refuse.
        return _revive, (type(self), self.args, self.__dict__)


class Unreachable(IntacctError):
    """Nothing readable came back, and whether the request was carried out is unknown."""

    def __init__(self, reason: UnreachableReason) -> None:
        super().__init__(f"Intacct could not be reached ({reason})")
        self.reason = reason


class Unclear(IntacctError):
    """Something answered, but not with a gateway answer that can be acted on.

    `errors` is filled when a 5xx nevertheless carried the gateway's own errors (GW-0001).
    """

    def __init__(
        self,
        reason: UnclearReason,
        *,
        http_status: int | None = None,
        errors: tuple[ErrorDetail, ...] = (),
    ) -> None:
        message = f"Intacct's answer could not be used ({reason}{_status(http_status)})"
        super().__init__(message, http_status=http_status, errors=errors)
        self.reason = reason


class Throttled(IntacctError):
    """Too many calls. `retry_after` is in whole seconds and already capped."""

    def __init__(
        self, *, retry_after: int, http_status: int, errors: tuple[ErrorDetail, ...] = ()
    ) -> None:
        message = f"Intacct limits the rate of calls; wait {retry_after} s"
        super().__init__(message, http_status=http_status, errors=errors)
        self.retry_after = retry_after


class Offline(IntacctError):
    """Intacct says it is down for maintenance. `retry_after` is in whole seconds, capped."""

    def __init__(
        self, *, retry_after: int, http_status: int, errors: tuple[ErrorDetail, ...] = ()
    ) -> None:
        message = f"Intacct is offline for maintenance; wait {retry_after} s"
        super().__init__(message, http_status=http_status, errors=errors)
        self.retry_after = retry_after


class Refused(IntacctError):
    """The gateway read the request and refused it.

    `errors` holds every error it gave, in its order, and may be empty: the first is usually the
    cause. `function`, `control_id` and `aborted` (rolled back for another's fault) are set at the
    function layer only.
    """

    def __init__(
        self,
        *,
        layer: Layer,
        http_status: int,
        errors: tuple[ErrorDetail, ...],
        function: str = "",
        control_id: str = "",
        aborted: bool = False,
    ) -> None:
        codes = (
            ", ".join(error.error_id or error.code or "no number" for error in errors)
            or "no reason given"
        )
        message = f"Intacct refused at the {layer} layer ({codes}{_status(http_status)})"
        super().__init__(message, http_status=http_status, errors=errors)
        self.layer = layer
        self.function = function
        self.control_id = control_id
        self.aborted = aborted


def _status(http_status: int | None) -> str:
    return "" if http_status is None else f", HTTP {http_status}"


def _revive(kind: type[IntacctError], args: tuple[Any, ...], state: dict[str, Any]) -> IntacctError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error
