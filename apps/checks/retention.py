"""What the checks no longer need: lines of old runs, findings long closed, runs of another season.

A connection's newest run is kept however old it is, and so is every run that a proof or a finding
still rests on. Runs across tenants, once an hour (`schedule.forget_old`).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from apps.checks.models import Evidence, Finding, Proof, Run
from apps.core.clock import now

RUNS_WITH_EVIDENCE = 50  # of a connection: its newest
EVIDENCE_DAYS = 30
BATCH = 200  # in one transaction, so that no lock is held for long
MOST = 20_000  # of a kind in one hour

_OVER = (Run.State.DONE, Run.State.DROPPED)


def forget_old() -> None:
    """Delete what is too old."""
    for batch in _batches(_runs_without_evidence):
        _delete(Evidence, run__in=batch)
    for batch in _batches(_closed_findings):
        _delete(Finding, id__in=batch)
    for batch in _batches(_old_runs):
        _delete(Run, id__in=batch)


def _batches(rows: Any) -> list[list[Any]]:
    with transaction.atomic():
        ids = list(rows().values_list("id", flat=True)[:MOST])
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


@transaction.atomic
def _delete(kind: type[Evidence | Finding | Run], **which: list[Any]) -> None:
    kind.objects.filter(**which).delete()


def _runs_without_evidence() -> QuerySet[Run]:
    """The runs that still have lines and should not; the newest that has any keeps them."""
    newness = Window(RowNumber(), partition_by=F("connection"), order_by=F("created_at").desc())
    lines = Evidence.objects.filter(run=OuterRef("id"))
    rows = Run.objects.filter(Exists(lines), state__in=_OVER).annotate(newness=newness)
    many, old = Q(newness__gt=RUNS_WITH_EVIDENCE), Q(created_at__lt=_days_ago(EVIDENCE_DAYS))
    return rows.filter(many | old, newness__gt=1)


def _closed_findings() -> QuerySet[Finding]:
    return Finding.objects.filter(closed_at__lt=_days_ago(settings.CHECK_KEEP_DAYS))


def _old_runs() -> QuerySet[Run]:
    newer = Run.objects.filter(
        connection=OuterRef("connection"), created_at__gt=OuterRef("created_at")
    )
    supports = (kind.objects.filter(run=OuterRef("id")) for kind in (Proof, Finding))
    rows = Run.objects.filter(Exists(newer), *(~Exists(each) for each in supports))
    return rows.filter(state__in=_OVER, created_at__lt=_days_ago(settings.CHECK_KEEP_DAYS))


def _days_ago(days: float) -> datetime:
    return now() - timedelta(days=days)
