"""What the gateway answered: control, authentication, results, or which layer refused.

Shapes A to F and the oddities of ../shared/intacct/intacct-xml.md §2.
"""

from dataclasses import dataclass
from datetime import datetime

from lxml.etree import _Element

from apps.intacct.details import ErrorDetail, read_errors, safely
from apps.intacct.document import parse
from apps.intacct.errors import IntacctError, Layer, Refused, Unclear, UnclearReason
from apps.intacct.exchange import HttpAnswer
from apps.intacct.json_errors import read_json_errors
from apps.intacct.troubles import trouble_of

_PEEK = 4096
_NAME = 256


@dataclass(frozen=True)
class Authentication:
    """Whom the gateway takes us for; empty where it does not say."""

    company_id: str
    user_id: str
    entity_id: str
    session_timeout: datetime | None


@dataclass(frozen=True)
class Result:
    """One function's result. `status` is success, failure or aborted."""

    status: str
    function: str
    control_id: str
    data: _Element | None
    errors: tuple[ErrorDetail, ...]


@dataclass(frozen=True)
class Reply:
    """An answer whose control and authentication succeeded; its results may still have failed."""

    answer: HttpAnswer
    control_id: str
    authentication: Authentication
    results: tuple[Result, ...]

    def only_result(self) -> Result:
        """The result of the one function that was asked.

        Raises `Refused` at the function layer, for the culprit rather than for those rolled back
        with it, and `Unclear` (incomplete) when there is not exactly one result.
        """
        failed = sorted(
            (result for result in self.results if result.status != "success"),
            key=lambda result: result.status == "aborted",
        )
        if failed:
            raise _refused_function(self.answer, failed[0])
        if len(self.results) != 1:
            raise Unclear(UnclearReason.INCOMPLETE, http_status=self.answer.status)
        return self.results[0]


def read_answer(answer: HttpAnswer, *, secrets: tuple[str, ...] = ()) -> Reply:
    """Read an answer down to its results. `secrets` are masked in every text kept from it.

    Raises `Refused` (gateway, control, authentication), `Throttled`, `Offline`, and `Unclear`
    for everything that is not a gateway answer.
    """
    if answer.is_redirect:
        raise Unclear(UnclearReason.REDIRECTED, http_status=answer.status)
    root = _root(answer, secrets)
    operation = _accepted_operation(answer, root, secrets)
    authentication = _accepted_authentication(answer, operation, secrets)
    if not answer.is_success:
        raise trouble_of(answer, ()) or _unclear(answer, UnclearReason.HTTP_ERROR)
    return Reply(
        answer=answer,
        control_id=_text(root, "control/controlid"),
        authentication=authentication,
        results=tuple(_result(answer, node, secrets) for node in operation.findall("result")),
    )


def _root(answer: HttpAnswer, secrets: tuple[str, ...]) -> _Element:
    try:
        root = parse(answer)
    except Unclear as unclear:
        reason = unclear.reason
    else:
        if root.tag == "response":
            return root
        reason = UnclearReason.WRONG_ROOT
    raise _without_response(answer, reason, secrets)


def _without_response(
    answer: HttpAnswer, reason: UnclearReason, secrets: tuple[str, ...]
) -> IntacctError:
    errors = read_json_errors(answer.body, secrets=secrets)
    text = answer.body[:_PEEK].decode("iso8859-1")
    trouble = trouble_of(answer, errors, text=text)
    if trouble is None and errors and not answer.is_success:
        return Refused(layer=Layer.GATEWAY, http_status=answer.status, errors=errors)
    return trouble or _unclear(answer, reason)


def _accepted_operation(answer: HttpAnswer, root: _Element, secrets: tuple[str, ...]) -> _Element:
    control, operation = root.find("control"), root.find("operation")
    status = _text(root, "control/status")
    if control is not None and status == "failure":
        # The front gateway answers with a bare status; the application echoes the sender.
        layer = Layer.GATEWAY if control.find("senderid") is None else Layer.CONTROL
        raise _refused(answer, layer, read_errors(root, secrets=secrets))
    if operation is None or status != "success":
        errors = read_errors(root, secrets=secrets)
        raise trouble_of(answer, errors) or _unclear(answer, UnclearReason.INCOMPLETE)
    return operation


def _accepted_authentication(
    answer: HttpAnswer, operation: _Element, secrets: tuple[str, ...]
) -> Authentication:
    status = _text(operation, "authentication/status")
    errors = read_errors(operation, secrets=secrets)
    # Errors beside a success are not in the grammar; a caller must not take them for one.
    if status == "failure" or errors:
        raise _refused(answer, Layer.AUTHENTICATION, errors)
    if status != "success":
        raise trouble_of(answer, ()) or _unclear(answer, UnclearReason.INCOMPLETE)
    return Authentication(
        company_id=_text(operation, "authentication/companyid"),
        user_id=_text(operation, "authentication/userid"),
        entity_id=_text(operation, "authentication/locationid"),
        session_timeout=_moment(_text(operation, "authentication/sessiontimeout")),
    )


def _result(answer: HttpAnswer, node: _Element, secrets: tuple[str, ...]) -> Result:
    status = _text(node, "status")
    if status not in {"success", "failure", "aborted"}:
        raise _unclear(answer, UnclearReason.INCOMPLETE)
    safe = safely(secrets)
    return Result(
        status=status,
        function=safe(_text(node, "function"))[:_NAME],
        control_id=safe(_text(node, "controlid"))[:_NAME],
        data=node.find("data"),
        errors=read_errors(node, secrets=secrets),
    )


def _refused_function(answer: HttpAnswer, result: Result) -> IntacctError:
    return trouble_of(answer, result.errors) or Refused(
        layer=Layer.FUNCTION,
        http_status=answer.status,
        errors=result.errors,
        function=result.function,
        control_id=result.control_id,
        aborted=result.status == "aborted",
    )


def _refused(answer: HttpAnswer, layer: Layer, errors: tuple[ErrorDetail, ...]) -> IntacctError:
    return trouble_of(answer, errors) or Refused(
        layer=layer, http_status=answer.status, errors=errors
    )


def _unclear(answer: HttpAnswer, reason: UnclearReason) -> Unclear:
    return Unclear(reason, http_status=answer.status)


def _text(node: _Element, path: str) -> str:
    return node.findtext(path) or ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
