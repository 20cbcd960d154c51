"""A JSON answer, read without trusting it: its object, or what is the matter.

Envelopes: ../shared/intacct/intacct-rest.md §5. Hostile replies: table 6F of
../shared/reference/security-reliability.md. The body decides, not its label: Intacct's JSON is
taken under any content type (row iF4), and a page of HTML under none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, NoReturn

from apps.intacct.details import ErrorDetail
from apps.intacct.errors import Layer, Refused, Unclear, UnclearReason
from apps.intacct.exchange import HttpAnswer
from apps.intacct.json_errors import errors_of
from apps.intacct.troubles import trouble_of

_PEEK = 4096
# Statuses that say all there is to say, with or without a body.
_SPEAKING = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True)
class Told:
    """The two halves of a resource's answer: `ia::result` and `ia::meta`."""

    result: Any
    meta: Mapping[str, Any]
    received_at: datetime


def read_told(answer: HttpAnswer, *, secrets: tuple[str, ...]) -> Told:
    """What a service or object told. Raises `IntacctError`."""
    document = read_document(answer, layer=Layer.RESOURCE, secrets=secrets)
    meta = document.get("ia::meta")
    if "ia::result" not in document:
        raise unclear(answer, UnclearReason.INCOMPLETE)
    return Told(document["ia::result"], meta if isinstance(meta, dict) else {}, answer.received_at)


def read_document(
    answer: HttpAnswer, *, layer: Layer, secrets: tuple[str, ...], most_bytes: int | None = None
) -> dict[str, Any]:
    """The object of a success. `secrets` are masked in every text kept.

    Raises `Refused` (at `layer`, or gateway), `Throttled`, `Offline`, and `Unclear` for what is
    no answer of Intacct's, or longer than `most_bytes`.
    """
    if answer.is_redirect:
        raise unclear(answer, UnclearReason.REDIRECTED)
    if most_bytes is not None and len(answer.body) > most_bytes:
        raise unclear(answer, UnclearReason.OVERSIZE)
    document = _parse(answer.body)
    if isinstance(document, UnclearReason):
        _raise_without_document(answer, document, layer)
    _raise_errors(answer, errors_of(document, secrets=secrets), layer)
    return document


def unclear(answer: HttpAnswer, reason: UnclearReason) -> Unclear:
    return Unclear(reason, http_status=answer.status)


def _parse(body: bytes) -> dict[str, Any] | UnclearReason:
    if not body.strip():
        return UnclearReason.EMPTY
    try:
        document = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError:
        return UnclearReason.TOO_DEEP
    except ValueError:
        page = b"<html" in body[:_PEEK].lower()
        return UnclearReason.HTML if page else UnclearReason.NOT_JSON
    return document if isinstance(document, dict) else UnclearReason.WRONG_ROOT


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _raise_without_document(answer: HttpAnswer, reason: UnclearReason, layer: Layer) -> NoReturn:
    text = answer.body[:_PEEK].decode("iso8859-1")
    trouble = trouble_of(answer, (), text=text)
    if trouble is None and reason is UnclearReason.EMPTY:
        _raise_status(answer, layer)
    raise trouble or unclear(answer, reason)


def _raise_errors(answer: HttpAnswer, errors: tuple[ErrorDetail, ...], layer: Layer) -> None:
    if trouble := trouble_of(answer, errors):
        raise trouble
    if errors:
        gateway = any(error.code.startswith("GW-") for error in errors)
        raise Refused(
            layer=Layer.GATEWAY if gateway else layer, http_status=answer.status, errors=errors
        )
    if not answer.is_success:
        _raise_status(answer, layer)
        raise unclear(answer, UnclearReason.HTTP_ERROR)


def _raise_status(answer: HttpAnswer, layer: Layer) -> None:
    # Only a resource: a token endpoint that gives no reason has not refused a grant (goal B13).
    if layer is Layer.RESOURCE and answer.status in _SPEAKING:
        raise Refused(layer=layer, http_status=answer.status, errors=())
