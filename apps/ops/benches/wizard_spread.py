"""What many measurements come to."""

import math
import statistics
from collections.abc import Sequence

HUNDRED = 100


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile, by nearest rank."""
    return {"p50": percentile(milliseconds, 50), "p95": percentile(milliseconds, 95)}


def percentile(values: Sequence[float], rank: int) -> float:
    """The smallest value that so many of a hundred do not exceed; of no values, IndexError."""
    return round(sorted(values)[math.ceil(len(values) * rank / HUNDRED) - 1], 1)


def ratio(rounds: Sequence[tuple[Sequence[float], Sequence[float]]]) -> float:
    """How many times the first is the second: medians of each round, then the median of those.

    A round's two series were taken one after the other, so that a busy machine slows both.
    """
    return round(
        statistics.median(statistics.median(one) / statistics.median(two) for one, two in rounds), 2
    )
