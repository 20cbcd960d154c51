"""How long ago, by the database's clock, which every process shares."""

from datetime import timedelta

from django.conf import settings
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now


def ago(seconds: float) -> CombinedExpression:
    """The moment so many seconds before now."""
    return Now() - timedelta(seconds=seconds)


def lost_seconds() -> float:
    """How long after its claim a worker cannot be at an attempt any more."""
    return float(settings.TOKEN_LEASE_SECONDS + settings.TOKEN_DEADLINE_SECONDS)
