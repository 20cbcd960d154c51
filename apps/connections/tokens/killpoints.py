"""The six places where a refresh may be cut off, so that drills can cut it off exactly there.

K1 before the claim commits · K2 after it · K3 the request is sent, no reply · K4 the reply is
read, not yet in the spool · K5 in the spool, not yet in the row · K6 in the row, not yet with the
caller. Source: ../shared/reference/security-reliability.md §3.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings

SENT_SECONDS = 0.3  # by then a request to a server on this machine is on its way

watchers: list[Callable[[str], None]] = []
"""Who is told of every point that is passed: a drill that takes the time."""


def reached(point: str) -> None:
    """Tell the watchers; die here where TOKEN_KILL_POINT says so, without any last words."""
    for told in watchers:
        told(point)
    if point == settings.TOKEN_KILL_POINT:
        _die()


@contextmanager
def waiting(point: str) -> Iterator[None]:
    """Die while the block waits for an answer, where TOKEN_KILL_POINT says so."""
    if point == settings.TOKEN_KILL_POINT:
        timer = threading.Timer(SENT_SECONDS, _die)
        timer.daemon = True
        timer.start()
    yield


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
