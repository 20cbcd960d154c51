"""Carries requests with `requests`, for the paths where a person waits.

The adapter is used without a `requests.Session`: a Session follows redirects, keeps cookies and
reads proxies and netrc from the environment, and even with redirects off it loads a redirect's
whole body. None of that is wanted here, so none of it is switched on. Each exchange has its own
connection, so a stale one is never mistaken for Intacct's trouble.
"""

import http.client
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Timeout
from urllib3.exceptions import (
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    ProtocolError,
    ReadTimeoutError,
)

from apps.intacct.deadline import POOLS_WITH_DEADLINE
from apps.intacct.errors import (
    IntacctError,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from apps.intacct.exchange import HttpAnswer, HttpRequest
from apps.intacct.hosts import AllowedHosts

_CHUNK = 65_536
_FIXED_HEADERS = {
    "Accept-Encoding": "gzip",
    "Connection": "close",
    "User-Agent": "causeway",
}


@dataclass(frozen=True, kw_only=True)
class RequestsTransport:
    """A `Transport`, safe to share between threads.

    `deadline` and `connect_timeout` are seconds; the first covers the whole exchange, the second
    each address tried. `max_bytes` caps the body after gzip is undone.
    """

    hosts: AllowedHosts
    deadline: float = 20.0
    connect_timeout: float = 5.0
    max_bytes: int = 5_000_000

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Carry one request. Raises `Unreachable`; for a foreign host `Unclear`, before sending."""
        if not self.hosts.allows(request.url):
            raise Unclear(UnclearReason.FOREIGN_ENDPOINT)
        try:
            with closing(_Adapter()) as adapter:
                return self._exchange(adapter, request)
        except (requests.RequestException, HTTPError) as trouble:
            verdict = _verdict_on(trouble)
        # Outside the handler: a chained `requests` exception would carry the request's body along.
        raise verdict

    def _exchange(self, adapter: "_Adapter", request: HttpRequest) -> HttpAnswer:
        headers = {**request.headers, **_FIXED_HEADERS}
        prepared = requests.Request(
            request.method, request.target, headers, data=request.body
        ).prepare()
        timeout: Any = Timeout(connect=self.connect_timeout, total=self.deadline)
        with closing(adapter.send(prepared, stream=True, timeout=timeout)) as response:
            return HttpAnswer(response.status_code, response.headers, self._body(response))

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.raw.stream(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > self.max_bytes:
                raise Unclear(UnclearReason.OVERSIZE, http_status=response.status_code)
        return bytes(body)


class _Adapter(HTTPAdapter):
    def __init__(self) -> None:
        super().__init__()
        self.poolmanager.pool_classes_by_scheme = POOLS_WITH_DEADLINE


def _verdict_on(trouble: Exception) -> IntacctError:
    if isinstance(trouble, requests.exceptions.SSLError):
        return Unreachable(UnreachableReason.TLS)
    if isinstance(trouble, requests.ConnectTimeout):
        return Unreachable(UnreachableReason.CONNECT)
    if isinstance(trouble, requests.Timeout | ReadTimeoutError):
        return Unreachable(UnreachableReason.TIMEOUT)
    if isinstance(trouble, requests.ConnectionError):
        return _without_status(trouble.args[0] if trouble.args else None)
    # What is left broke off, or failed to unpack, after the status line had come.
    return Unclear(UnclearReason.TRUNCATED)


def _without_status(cause: object) -> IntacctError:
    if isinstance(cause, MaxRetryError):
        unnamed = isinstance(cause.reason, NameResolutionError)
        return Unreachable(UnreachableReason.NAME if unnamed else UnreachableReason.CONNECT)
    aborted = cause.args[-1] if isinstance(cause, ProtocolError) and cause.args else None
    # RemoteDisconnected is both kinds: a closed connection first, bad HTTP second.
    if isinstance(aborted, http.client.HTTPException) and not isinstance(aborted, ConnectionError):
        return Unclear(UnclearReason.NOT_HTTP)
    return Unreachable(UnreachableReason.RESET)
