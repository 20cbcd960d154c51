"""The seam between what is said and what carries it: a request, an answer, a transport.

Nothing in this package but the `transport_*` modules touches a socket. An operation makes an
`HttpRequest` and reads an `HttpAnswer`; whatever carries the bytes between, sync or async, must
keep the promises of `Transport`.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Protocol
from urllib.parse import quote, urlencode

from apps.intacct.hosts import AllowedHosts


def now() -> datetime:
    """The present in UTC, by our own clock: Intacct's is never trusted for expiry."""
    return datetime.fromtimestamp(time.time(), UTC)


@dataclass(frozen=True)
class HttpRequest:
    """One request. Headers and body hold secrets, so neither is in the repr.

    The query is kept apart from `url`, so that what `AllowedHosts` judges stays plain; it goes
    into logs of every proxy on the way and must hold no secret.
    """

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    method: str = "POST"
    query: tuple[tuple[str, str], ...] = ()

    @property
    def target(self) -> str:
        """What a driver opens once `url` is allowed: the URL with its query, percent-encoded."""
        return f"{self.url}?{urlencode(self.query, quote_via=quote)}" if self.query else self.url


@dataclass(frozen=True)
class HttpAnswer:
    """What came back, decoded from gzip but otherwise as sent."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    received_at: datetime = field(default_factory=now)

    @property
    def is_success(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_redirect(self) -> bool:
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST

    def header(self, name: str) -> str:
        """The value of a header whatever its case, empty when absent."""
        wanted = name.lower()
        return next((value for key, value in self.headers.items() if key.lower() == wanted), "")


class Transport(Protocol):
    """Carries one request and brings back one answer.

    Promises: only URLs of `hosts` are opened; redirects are returned, never followed; no cookie,
    proxy or netrc; a total deadline; a cap on the decoded body. Raises `Unreachable` when nothing
    readable came back and `Unclear` when too much or half an answer did.
    """

    @property
    def hosts(self) -> AllowedHosts: ...

    def send(self, request: HttpRequest) -> HttpAnswer: ...
