"""The database is the schedule: a tick claims what is due, Celery only carries ids.

Any number of tickers do no harm: the claim decides (`FOR UPDATE SKIP LOCKED` and a lease).
Losing the broker loses nothing: a lease runs out, a queued run is found again by the next tick.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from apps.checks import outbreaks, services
from apps.checks.models import Run
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.unfenced import across_tenants

LEASE = timedelta(seconds=90)
FORGOTTEN = timedelta(seconds=20)


def claim_due() -> int:
    """Queue a run for each connection that is due; returns how many were claimed."""
    with across_tenants():
        _give_up_lost_runs()
        _wake_forgotten_runs()
        outbreaks.watch()
        with transaction.atomic():
            due = list(
                _due().select_for_update(skip_locked=True, of=("self",))[: settings.CHECK_BATCH]
            )
            Connection.objects.filter(id__in=[connection.id for connection in due]).update(
                leased_until=now() + LEASE
            )
            for connection in due:
                services.queue_run(connection=connection, why=Run.Why.SCHEDULED)
    return len(due)


def _due() -> QuerySet[Connection]:
    free = Q(leased_until=None) | Q(leased_until__lt=now())
    rows = Connection.objects.select_related("sender").filter(free, next_check_at__lte=now())
    return rows.exclude(company_id="").order_by("next_check_at")


@transaction.atomic
def _wake_forgotten_runs() -> None:
    """A queued run nobody took: the broker lost its message."""
    rows = Run.objects.filter(state=Run.State.QUEUED, created_at__lt=now() - FORGOTTEN)
    for run in rows.order_by("created_at")[: settings.CHECK_BATCH]:
        services.wake(run)


@transaction.atomic
def _give_up_lost_runs() -> None:
    """A run that began and never finished: its worker died. The connection is still due."""
    Run.objects.filter(state=Run.State.RUNNING, started_at__lt=now() - LEASE).update(
        state=Run.State.DROPPED, finished_at=now()
    )
