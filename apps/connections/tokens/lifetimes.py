"""How long an access token may be handed out, and when to ask for the next ahead of time."""

import random
from datetime import datetime, timedelta

from django.conf import settings

from apps.connections.models import Grant
from apps.core.clock import now
from apps.intacct.rest import TokenSet

MARGIN = timedelta(minutes=5)
EARLIEST, LATEST = 0.70, 0.95  # of its life
RETRY_SECONDS = (45, 90)


def is_fresh(grant: Grant) -> bool:
    """Whether its access token may be handed out: no call refused it, and it lives for a while."""
    if not grant.access_sealed or grant.obtained_at is None or grant.expires_at is None:
        return False
    if grant.refused_generation >= grant.generation:
        return False
    return now() + margin(grant.obtained_at, grant.expires_at) < grant.expires_at


def margin(obtained_at: datetime, expires_at: datetime) -> timedelta:
    """Five minutes, or half a life where that is shorter: else each call would ask anew."""
    return min(MARGIN, (expires_at - obtained_at) / 2)


def ahead_of_expiry(received: TokenSet) -> datetime:
    """When to refresh, spread so that grants of one hour do not come back in one minute.

    At the latest when its margin begins, and before the refresh token has lain idle too long.
    """
    spread, idle = random.uniform(EARLIEST, LATEST), random.uniform(0.75, 1)  # noqa: S311
    life = received.expires_at - received.obtained_at
    latest = received.expires_at - margin(received.obtained_at, received.expires_at)
    longest_idle = timedelta(seconds=settings.TOKEN_WARM_SECONDS * idle)
    return min(received.obtained_at + min(life * spread, longest_idle), latest)


def after_trouble() -> datetime:
    """When to try again ahead of expiry, after a request that could not tell."""
    return now() + timedelta(seconds=random.uniform(*RETRY_SECONDS))  # noqa: S311
