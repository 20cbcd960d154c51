"""Two hundred callers, one expired token: one request to Intacct, and the same token for all.

Source: ../shared/reference/security-reliability.md, goal B10 and drill 24.
"""

from collections import Counter
from typing import Any

from apps.ops.benches.report import Report
from apps.ops.drills.cells import prepared
from apps.ops.drills.premises import Premises, premises
from apps.ops.drills.troupe import Troupe, troupe

PROCESSES, THREADS = 8, 25
LATENCY_SECONDS = 0.3
PATIENCE_SECONDS = 1.0  # more than Intacct's latency, for the last of the callers


def run() -> Report:
    """Let them all ask at once. Raises CannotStart."""
    with premises() as place, troupe(place.environment) as actors:
        figures = rush(place, actors)
    return Report(
        figures={"drill": "token-crowd"} | figures,
        lines=[f"{name}: {figure}" for name, figure in figures.items()],
        failures=failures_of(figures),
    )


def rush(place: Premises, actors: Troupe) -> dict[str, Any]:
    """How many requests they made, how many tokens and errors they got, how long it took.

    The yardstick is the same crowd once more, when the token is live and nobody has to wait.
    """
    where = prepared(place, actors)
    before = len(place.intacct.token_requests())
    place.intacct.trouble("latency", seconds=LATENCY_SECONDS)
    told = actors.act("rush", processes=PROCESSES, threads=THREADS, **where).said
    spent = len(place.intacct.token_requests()) - before
    live = actors.act("rush", processes=PROCESSES, threads=THREADS, **where).said
    return {
        "callers": len(told),
        "token_requests": spent,
        "tokens": len({each["token"] for each in [*told, *live] if "token" in each}),
        "errors": dict(Counter(each["error"] for each in [*told, *live] if "error" in each)),
        "latency_seconds": LATENCY_SECONDS,
        "last_seconds": _last(told),
        "yardstick_last_seconds": _last(live),
    }


def failures_of(figures: dict[str, Any]) -> list[str]:
    """What is not as promised."""
    wanted = {"callers": PROCESSES * THREADS, "token_requests": 1, "tokens": 1, "errors": {}}
    found = [
        f"{name}: {figures[name]!r} instead of {should_be!r}"
        for name, should_be in wanted.items()
        if figures[name] != should_be
    ]
    late = figures["last_seconds"] - figures["yardstick_last_seconds"]
    if late > LATENCY_SECONDS + PATIENCE_SECONDS:
        found.append(f"the last caller waited {late:.2f} s more than on a live token")
    return found


def _last(told: list[dict[str, Any]]) -> float:
    return round(max(float(each["seconds"]) for each in told), 2)
