"""Where the marks of the small server-drawn SVG charts go. Plain geometry: no markup, no colors.

Shapes follow ``../shared/design/prototype/src/build.py``. Lengths are viewBox units, as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SEGMENT_GAP = 1.0
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 120, 32, 3
UPTIME_WIDTH, UPTIME_GAP = 720, 2.2

Point = tuple[float, float]


@dataclass(frozen=True)
class Bar:
    """One upright bar: its state (also its CSS modifier), left edge, width and center."""

    state: str
    x: str
    width: str
    center: str


@dataclass(frozen=True)
class Curve:
    """A smooth line through the numbers, and the same line closed down to the floor."""

    line: str
    area: str


def segments(states: Sequence[str]) -> list[Bar]:
    """Divide a bar 100 units wide evenly among ``states``."""
    return _bars(states, total=100, gap=SEGMENT_GAP)


def uptime_bars(states: Sequence[str]) -> list[Bar]:
    """Divide a calendar 720 units wide evenly among ``states``, one a day."""
    return _bars(states, total=UPTIME_WIDTH, gap=UPTIME_GAP)


def spark(numbers: Sequence[float]) -> Curve:
    """Scale ``numbers`` (two or more) into a box of 120 by 32 units, oldest at the left."""
    line = _smooth(_points(numbers))
    return Curve(line=line, area=f"{line}L{SPARK_WIDTH} {SPARK_HEIGHT}L0 {SPARK_HEIGHT}Z")


def _bars(states: Sequence[str], *, total: float, gap: float) -> list[Bar]:
    width = total / max(len(states), 1)
    return [
        Bar(
            state,
            f"{at * width:.2f}",
            f"{width - gap:.2f}",
            f"{at * width + (width - gap) / 2:.2f}",
        )
        for at, state in enumerate(states)
    ]


def _points(numbers: Sequence[float]) -> list[Point]:
    low, span = min(numbers), (max(numbers) - min(numbers)) or 1
    step = SPARK_WIDTH / (len(numbers) - 1)
    room = SPARK_HEIGHT - 2 * SPARK_MARGIN
    return [
        (at * step, SPARK_HEIGHT - SPARK_MARGIN - (number - low) / span * room)
        for at, number in enumerate(numbers)
    ]


def _smooth(points: Sequence[Point]) -> str:
    line = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        line += f"C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
    return line
