"""One budget for all the calls of a run, so that a slow Intacct cannot outlast its worker's limit.

Many calls just below their own deadline would: a run asks about twenty questions, and Celery ends
its task after `settings.CELERY_TASK_SOFT_TIME_LIMIT`.
"""

import time
from dataclasses import dataclass, replace

from apps.intacct import (
    AllowedHosts,
    HttpAnswer,
    HttpRequest,
    RequestsTransport,
    Unreachable,
    UnreachableReason,
)


@dataclass(frozen=True)
class PacedTransport:
    """A `Transport` whose calls all end by a moment; each is also held to its own deadline."""

    transport: RequestsTransport
    until: float  # of time.monotonic(), in seconds

    @property
    def hosts(self) -> AllowedHosts:
        return self.transport.hosts

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Carry one request. Raises `Unreachable`, without sending, once nothing is left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise Unreachable(UnreachableReason.TIMEOUT)
        deadline = min(self.transport.deadline, left)
        return replace(self.transport, deadline=deadline).send(request)


def paced(transport: RequestsTransport, *, seconds: float) -> PacedTransport:
    """Give the transport's calls, from now on, so many seconds together."""
    return PacedTransport(transport, time.monotonic() + seconds)
