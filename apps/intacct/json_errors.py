"""The errors of a JSON body: the same gateway also fronts REST, and answers in its tongue.

The four shapes of ../shared/intacct/intacct-rest.md §5: `ia::result`/`ia::error`, top-level
`ia::error`, a bare `error` object, and the OAuth pair; besides, Kong's flat `message`.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from apps.intacct.details import AdditionalInfo, ErrorDetail, Message, safely


def read_json_errors(body: bytes, *, secrets: tuple[str, ...]) -> tuple[ErrorDetail, ...]:
    """The one error a JSON body tells of, or nothing when it is no JSON or holds none."""
    if not body.lstrip().startswith(b"{"):
        return ()
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    error = _error_of(told)
    return (_detail(error, safely(secrets)),) if error else ()


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
        support_id=unquote(text("supportId")),
        request_id=safe(str(_object(error.get("details")).get("requestId", ""))),
        additional=_additional(error, text("errorId"), safe),
    )


def _additional(
    error: dict[str, Any], error_id: str, safe: Callable[[str], str]
) -> AdditionalInfo | None:
    info = _object(error.get("additionalInfo"))
    if not isinstance(info.get("messageId"), str):
        return None
    placeholders = _object(info.get("placeholders")).items()
    named = tuple((safe(name), safe(str(value))) for name, value in placeholders)
    return AdditionalInfo(
        error_id, "", "", (Message("description", safe(info["messageId"]), named),)
    )


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
