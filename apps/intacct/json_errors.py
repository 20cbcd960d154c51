"""The errors of a JSON body: what REST and OAuth say, and what their gateway says to anybody.

The five shapes of ../shared/intacct/intacct-rest.md §5: `ia::result`/`ia::error`, top-level
`ia::error`, the gateway's with an object of details, a bare `error` object, and the OAuth pair;
besides, a flat `message` (Kong's own, and the token endpoint's as a third party recorded it).
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from apps.intacct.details import AdditionalInfo, ErrorDetail, Message, safely

MOST_DETAILS = 20


def read_json_errors(body: bytes, *, secrets: tuple[str, ...]) -> tuple[ErrorDetail, ...]:
    """The error a JSON body tells of, then its details; nothing when it is no JSON or holds none.

    `errorno` is the code (invalidRequest, GW-0011, invalid_grant), `error_id` the number (REST-…).
    """
    if not body.lstrip().startswith(b"{"):
        return ()
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return errors_of(told, secrets=secrets)


def errors_of(told: dict[str, Any], *, secrets: tuple[str, ...]) -> tuple[ErrorDetail, ...]:
    """The same, of a body that has been parsed."""
    error, safe = _error_of(told), safely(secrets)
    if not error:
        return ()
    details = error.get("details")
    below = details[:MOST_DETAILS] if isinstance(details, list) else []
    return tuple(_detail(part, safe) for part in (error, *below) if _object(part))


def _error_of(told: dict[str, Any]) -> dict[str, Any]:
    """The members code, message, errorId …, or an empty dict."""
    inner = _object(told.get("ia::result")).get("ia::error")
    error = inner or told.get("ia::error") or told.get("error")
    if isinstance(error, str):
        return {"code": error, "message": told.get("error_description")}
    return _object(error) or (told if isinstance(told.get("message"), str) else {})


def _detail(error: dict[str, Any], safe: Callable[[str], str]) -> ErrorDetail:
    def text(name: str) -> str:
        value = error.get(name)
        return safe(value) if isinstance(value, str) else ""

    return ErrorDetail(
        errorno=text("code") or text("errorId"),
        description=text("message"),
        correction=text("correction"),
        support_id=unquote(text("supportId")),
        request_id=safe(str(_object(error.get("details")).get("requestId", ""))),
        additional=_additional(error, text("errorId"), text("target"), safe),
    )


def _additional(
    error: dict[str, Any], error_id: str, target: str, safe: Callable[[str], str]
) -> AdditionalInfo | None:
    info = _object(error.get("additionalInfo"))
    message_id = info.get("messageId")
    placeholders = _object(info.get("placeholders")).items()
    named = tuple((safe(name), safe(str(value))) for name, value in placeholders)
    messages = (
        (Message("description", safe(message_id), named),) if isinstance(message_id, str) else ()
    )
    known = error_id or target or messages
    return AdditionalInfo(error_id, "", target, messages) if known else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
