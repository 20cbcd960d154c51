"""Refresh ahead of expiry, spread out, so that no caller waits and no refresh token idles away."""

import logging
import time

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

from apps.connections import doorway
from apps.connections.doorway import DueGrant
from apps.connections.models import Connection
from apps.connections.tokens.errors import GrantEnded, NoGrant
from apps.connections.tokens.recovery import recover
from apps.connections.tokens.renewing import current, renewed
from apps.connections.tokens.transactions import acting, let_go
from apps.connections.tokens.ways import way_of
from apps.intacct import IntacctError

BATCH = 10
MARGIN_SECONDS = 3.0  # in front of the soft limit, to store what the last request brought

logger = logging.getLogger(__name__)


def keep_warm(*, until: float | None = None) -> int:
    """Recover what was left behind, then refresh what is due; returns how many were refreshed.

    By `until`, in seconds of time.monotonic(), it is over; when it is not given, before the soft
    limit of a task that does nothing else. It stops taking more when a token deadline is all that
    is left, or has gone by: what is left is still due, and any number of workers may do this.
    SoftTimeLimitExceeded is passed on.
    """
    until = until or time.monotonic() + settings.CELERY_TASK_SOFT_TIME_LIMIT - MARGIN_SECONDS
    _recover()
    longest, refreshed = settings.TOKEN_DEADLINE_SECONDS, 0
    last = min(time.monotonic() + longest, until - longest)
    while time.monotonic() < last and (due := doorway.take_due_grants(limit=BATCH)):
        for grant in due:
            if time.monotonic() < last:
                refreshed += _refresh(grant, until=until)
    return refreshed


def _recover() -> None:
    """A piece that cannot be brought in keeps nobody's tokens from being refreshed."""
    try:
        recover()
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("what was left behind waits for the next tick")


def _refresh(due: DueGrant, *, until: float) -> bool:
    """Refresh one; whatever goes wrong concerns this one alone, but for the end of our time."""
    let_go()
    try:
        with acting(due.tenant_id):
            rows = Connection.objects.select_related("application")
            connection = rows.get(id=due.connection_id)
        way = way_of(connection)
        if (grant := current(way)).generation == due.generation:
            renewed(way, grant, until=until)
    except (IntacctError, GrantEnded, NoGrant) as error:
        logger.info("connection %s was not refreshed ahead: %s", due.connection_id, error)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("connection %s could not be refreshed ahead", due.connection_id)
    else:
        return True
    return False
