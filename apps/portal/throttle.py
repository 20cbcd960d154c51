"""How often a connection may be checked, and an approval started: Intacct locks whoever insists."""

import uuid

from django.core.cache import cache
from redis.exceptions import RedisError

CHECKS = STARTS = 10
SECONDS = 60
TOO_OFTEN = "You have checked often just now. Wait a minute, then check again."
STARTED_TOO_OFTEN = "You have started often just now. Wait a minute, then start again."


def may_check(connection_id: uuid.UUID) -> bool:
    """Count a check of the connection; False for more than CHECKS in SECONDS.

    Without the cache the answer is yes: a customer who set something right is not to wait for us.
    """
    return _may(f"checks:{connection_id}", most=CHECKS)


def may_start(connection_id: uuid.UUID) -> bool:
    """Count a start of the connection's approval; False for more than STARTS in SECONDS."""
    return _may(f"starts:{connection_id}", most=STARTS)


def _may(key: str, *, most: int) -> bool:
    try:
        cache.add(key, 0, timeout=SECONDS)
        return int(cache.incr(key)) <= most
    except (RedisError, ValueError):  # no cache, or the count ended between the two calls
        return True
