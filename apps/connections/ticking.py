"""A tick goes over many rows: none may take the others' time, or stop them by its own trouble."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

SHARE = 2 / 3  # of the soft limit: the rest is for what lies between the calls

logger = logging.getLogger(__name__)


class Tick:
    """The time of one tick, from now on."""

    def __init__(self) -> None:
        self._until = time.monotonic() + settings.CELERY_TASK_SOFT_TIME_LIMIT * SHARE
        self._begun = False

    def allows(self, seconds: float) -> bool:
        """Whether a call of at most ``seconds`` may begin; the first may, or none ever would."""
        fits = not self._begun or time.monotonic() + seconds <= self._until
        self._begun = True
        return fits


@contextmanager
def apart(what: object) -> Iterator[None]:
    """Log what goes wrong in the block and go on; a time limit ends the tick all the same."""
    try:
        yield
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("%s failed; the next tick tries again", what)
