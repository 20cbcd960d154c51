"""How long an access token may be handed out, and when to ask for the next ahead of time."""

import random
from datetime import datetime, timedelta

from django.conf import settings

from apps.connections.models import Grant
from apps.core.clock import now
from apps.intacct.rest import TokenSet

MARGIN = timedelta(minutes=5)
EARLIEST, LATEST = 0.70, 0.95  # of its life
RETRY_SECONDS, LONGEST_RETRY_SECONDS = 90, 3600
JITTER = 1.1  # of a wait that Intacct asked for, so that not all who asked come back at once


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


def after_trouble(*, failures: int = 1, asked_seconds: float = 0) -> datetime:
    """When to try again ahead of expiry, after so many requests in a row that could not tell.

    Within 90 s after the first; twice that after each more, up to an hour; and not before Intacct
    wants to be asked again, as long as that is within the hour.
    """
    pause = min(RETRY_SECONDS * 2 ** (failures - 1), LONGEST_RETRY_SECONDS)
    asked = min(asked_seconds * random.uniform(1, JITTER), LONGEST_RETRY_SECONDS)  # noqa: S311
    return now() + timedelta(seconds=max(pause * random.uniform(0.5, 1), asked))  # noqa: S311
