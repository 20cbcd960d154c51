"""The database is the schedule: a tick claims what is due, Celery only carries ids.

Any number of tickers do no harm: the claim decides (`FOR UPDATE SKIP LOCKED` and a lease).
Losing the broker loses nothing: a lease runs out, a queued run is found again by the next tick.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from apps.checks import outbreaks, retention, services
from apps.checks.models import Run
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants

LEASE = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 30)
FORGOTTEN = timedelta(seconds=20)
LONGEST_SILENCE = timedelta(minutes=5)

_UNDER_WAY = (Run.State.QUEUED, Run.State.RUNNING)

logger = logging.getLogger(__name__)


def claim_due() -> int:
    """Queue a run for each connection that is due; returns how many were claimed."""
    with across_tenants():
        _give_up_lost_runs()
        _wake_forgotten_runs()
        outbreaks.watch()
        with transaction.atomic():
            due = _due().select_for_update(skip_locked=True, of=("self",))[: settings.CHECK_BATCH]
            return sum([_claim(connection) for connection in due])


def forget_old() -> None:
    """Delete what the checks no longer need, across tenants."""
    with across_tenants():
        retention.forget_old()


def _due() -> QuerySet[Connection]:
    free = Q(leased_until=None) | Q(leased_until__lt=now())
    under_way = Run.objects.filter(connection=OuterRef("id"), state__in=_UNDER_WAY)
    rows = Connection.objects.select_related("sender", "application__sender").filter(
        free, next_check_at__lte=now()
    )
    asked = rows.exclude(company_id="").exclude(state=Connection.State.DISCONNECTED)
    return asked.filter(~Exists(under_way)).order_by("next_check_at")


def _claim(connection: Connection) -> bool:
    """Queue its run; where that fails, put it off, so that it never stands in the others' way."""
    row = Connection.objects.filter(id=connection.id)
    try:
        with transaction.atomic():
            services.queue_run(connection=connection, why=Run.Why.SCHEDULED)
            row.update(leased_until=now() + LEASE)
    except Exception:
        logger.exception("no check could be planned for connection %s", connection.id)
        row.update(next_check_at=now() + timedelta(seconds=settings.CHECK_SECONDS_BROKEN))
        return False
    return True


@transaction.atomic
def _wake_forgotten_runs() -> None:
    """A queued run nobody took: the broker lost its message, or the workers are away.

    Told again at once when it is forgotten, then each time it has waited as long again.
    """
    present = now()
    as_long_again = Q(woken_at__lte=F("created_at") + (Value(present) - F("woken_at")))
    rows = Run.objects.filter(state=Run.State.QUEUED, created_at__lt=present - FORGOTTEN)
    rows = rows.filter(Q(woken_at=None) | as_long_again | Q(woken_at__lt=present - LONGEST_SILENCE))
    forgotten = list(rows.order_by("created_at")[: settings.CHECK_BATCH])
    for run in forgotten:
        services.wake(run)
    Run.objects.filter(id__in=[run.id for run in forgotten]).update(woken_at=present)


@transaction.atomic
def _give_up_lost_runs() -> None:
    """A run that began and never finished: its worker died. The connection is still due."""
    lost = Run.objects.filter(state=Run.State.RUNNING, started_at__lt=now() - LEASE)
    waiting_behind = list(lost.values_list("connection_id", flat=True))
    lost.update(state=Run.State.DROPPED, finished_at=now())
    for connection_id in waiting_behind:
        services.wake_next(connection_id)
