"""The simulator's own time: it may not borrow the house's clock."""

import time
from datetime import UTC, datetime


def now() -> float:
    """Seconds since the epoch."""
    return time.time()


def stamp(moment: float) -> str:
    """The moment as Intacct writes it, to the second: `2025-08-21T04:33:19+00:00`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
