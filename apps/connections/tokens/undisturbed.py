"""No time limit may come between a token that was spent and the reply on our disk.

Celery tells a task that its soft limit is over by a signal, whose handler raises wherever the task
happens to be: with the reply read and nowhere kept, the grant would be lost. A request is begun
only while its whole deadline fits in front of that limit; this is for a limit that comes still.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SOFT_LIMIT_SIGNAL = signal.SIGUSR1  # billiard's; the hard limit kills, and nobody can wait for it


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the soft limit wait until the end of the block."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {SOFT_LIMIT_SIGNAL})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
