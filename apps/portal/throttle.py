"""How often a connection may be checked: Intacct locks a user after several refused sign-ins."""

import uuid

from django.core.cache import cache
from redis.exceptions import RedisError

CHECKS = 10
SECONDS = 60
TOO_OFTEN = "You have checked often just now. Wait a minute, then check again."


def may_check(connection_id: uuid.UUID) -> bool:
    """Count a check of the connection; False for more than CHECKS in SECONDS.

    Without the cache the answer is yes: a customer who set something right is not to wait for us.
    """
    key = f"checks:{connection_id}"
    try:
        cache.add(key, 0, timeout=SECONDS)
        return int(cache.incr(key)) <= CHECKS
    except (RedisError, ValueError):  # no cache, or the count ended between the two calls
        return True
