"""Many connections failing alike within minutes have one cause, and it is not theirs.

Runs across tenants, on the schedule's tick (../shared/reference/market.md §5, E24).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, QuerySet

from apps.checks.models import Finding, Outbreak
from apps.connections.models import Connection
from apps.core.clock import now

WINDOW = timedelta(minutes=10)
LEAST = 5
SHARE = 0.05  # of the connections that were ever connected, where that is more
COUNT_TO = 10_000


@transaction.atomic
def watch() -> None:
    """Begin an outbreak for each code that many connections share; end those that are over."""
    least = _threshold()
    for code, connections in _recent().items():
        if connections >= least:
            Outbreak.objects.update_or_create(
                code=code, ended_at=None, defaults={"connections": connections}
            )
    Outbreak.objects.filter(ended_at=None).exclude(code__in=_still_shared()).update(ended_at=now())


def current_codes() -> frozenset[str]:
    """The codes of the outbreaks under way."""
    return frozenset(Outbreak.objects.filter(ended_at=None).values_list("code", flat=True))


def codes_for(connection: Connection) -> frozenset[str]:
    """The codes of the outbreaks that a connection may be part of: none until it was connected."""
    return current_codes() if connection.connected_at else frozenset()


def _recent() -> dict[str, int]:
    rows = _open_findings().filter(created_at__gte=now() - WINDOW)
    return dict(rows.values_list("code").annotate(Count("connection", distinct=True)))


def _threshold() -> float:
    connected = Connection.objects.filter(connected_at__isnull=False).values("id")
    return max(LEAST, SHARE * connected[:COUNT_TO].count())


def _still_shared() -> list[str]:
    rows = _open_findings().values_list("code")
    shared = rows.annotate(many=Count("connection", distinct=True)).filter(many__gte=LEAST)
    return [code for code, _ in shared]


def _open_findings() -> QuerySet[Finding]:
    """Of connections that worked once: while it is set up, each has its own trouble."""
    return Finding.objects.filter(closed_at=None, connection__connected_at__isnull=False)
