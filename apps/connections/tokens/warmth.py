"""Refresh ahead of expiry, spread out, so that no caller waits and no refresh token idles away."""

import logging
import time

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

logger = logging.getLogger(__name__)


def keep_warm() -> int:
    """Recover what was left behind, then refresh what is due; returns how many were refreshed.

    It stops taking more when the tick has lasted a token deadline: what is left is still due, and
    any number of workers may do this at a time.
    """
    recover()
    deadline, refreshed = time.monotonic() + settings.TOKEN_DEADLINE_SECONDS, 0
    while time.monotonic() < deadline and (due := doorway.take_due_grants(limit=BATCH)):
        for grant in due:
            if time.monotonic() < deadline:
                refreshed += _refresh(grant)
    return refreshed


def _refresh(due: DueGrant) -> bool:
    """Refresh one; whatever goes wrong concerns this one alone."""
    let_go()
    try:
        with acting(due.tenant_id):
            rows = Connection.objects.select_related("application")
            connection = rows.get(id=due.connection_id)
        way = way_of(connection)
        if (grant := current(way)).generation == due.generation:
            renewed(way, grant)
    except (IntacctError, GrantEnded, NoGrant) as error:
        logger.info("connection %s was not refreshed ahead: %s", due.connection_id, error)
    except Exception:
        logger.exception("connection %s could not be refreshed ahead", due.connection_id)
    else:
        return True
    return False
