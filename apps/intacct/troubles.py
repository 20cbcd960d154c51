"""Answers that speak of the gateway's trouble, not of ours: throttled, offline, broken.

Source: ../shared/intacct/intacct-xml.md §2 (HTTP status), rows E015 to E017 and E032 to E044 of
intacct-errors.tsv. A bare 503 counts as maintenance, as production connectors take it (E037).
"""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from apps.intacct.details import ErrorDetail
from apps.intacct.errors import IntacctError, Offline, Throttled, Unclear, UnclearReason
from apps.intacct.exchange import HttpAnswer

WAIT = 60
LONGEST_WAIT = 900

# The first that is given counts: HTTP's own, then Intacct's, as spelled in intacct-rest.md §6.
_WAIT_HEADERS = (
    "Retry-After",
    "X-IA-Throttle-Limit-RetryAfter",
    "X-IA-Hour-Rate-Limit-Retry-After",
    "X-IA-TENANT-Throttle-Limit-Retry-After",
)
_RATE_LIMIT = re.compile(r"API rate limit exceeded|too many operations", re.IGNORECASE)
_MAINTENANCE = re.compile(r"service is temporarily off-?line", re.IGNORECASE)


def trouble_of(
    answer: HttpAnswer, errors: tuple[ErrorDetail, ...], *, text: str = ""
) -> IntacctError | None:
    """The trouble an answer reports, or None when the gateway itself is well.

    `text` is the start of a body that held no errors to read; data is never searched.
    """
    said = " ".join([text, *(error.text for error in errors)])
    codes, status = {error.errorno for error in errors}, answer.status
    if status == HTTPStatus.TOO_MANY_REQUESTS or "GW-0010" in codes or _RATE_LIMIT.search(said):
        return Throttled(retry_after=retry_after(answer), http_status=status, errors=errors)
    if status == HTTPStatus.SERVICE_UNAVAILABLE or _MAINTENANCE.search(said):
        return Offline(retry_after=retry_after(answer), http_status=status, errors=errors)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or "GW-0001" in codes:
        return Unclear(UnclearReason.SERVER_ERROR, http_status=status, errors=errors)
    return None


def retry_after(answer: HttpAnswer) -> int:
    """Whole seconds to wait: 1 to 900 as the headers ask, 60 when they say nothing usable."""
    asked = next(filter(None, map(answer.header, _WAIT_HEADERS)), "")
    seconds = _seconds(asked.strip(), answer.received_at)
    return WAIT if seconds is None else max(1, min(seconds, LONGEST_WAIT))


def _seconds(asked: str, since: datetime) -> int | None:
    if re.fullmatch(r"[0-9]{1,12}", asked, re.ASCII):
        return int(asked)
    try:
        return int((parsedate_to_datetime(asked) - since).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
