"""The crash matrix: a refresh cut off at each of its six points, under each kind of rotation.

Sage does not say how refresh tokens rotate, so all three ways known are played. A cell is alive
when a second caller gets a token that Intacct accepts, and one more refresh works after it. What
cannot be helped is a reply that died with its only reader under strict rotation: then there is
exactly one more token request, and one notice.
Source: ../shared/reference/security-reliability.md §3 and §5, rows 11 and 25.
"""

from apps.ops.benches.report import Report
from apps.ops.drills.cells import Outcome, all_cells, play, prepared
from apps.ops.drills.premises import Premises, premises
from apps.ops.drills.troupe import Troupe, troupe

SHORT = {"TOKEN_LEASE_SECONDS": "2", "TOKEN_DEADLINE_SECONDS": "1.8"}
PROMISED_MS = 5.0
SLACK = 4  # times what the disk alone takes: a busy machine breaks the promise, and is no fault
REFRESHES = 250


def run() -> Report:
    """Play the whole matrix, then take the time of the window at K4. Raises CannotStart."""
    with premises(**SHORT) as place, troupe(place.environment) as actors:
        outcomes = [play(place, actors, cell) for cell in all_cells()]
        times = measured(place, actors, times=REFRESHES)
    return _report(outcomes, times)


def measured(place: Premises, actors: Troupe, *, times: int) -> dict[str, list[float]]:
    """Milliseconds from a reply to its entry in the spool, and of the disk alone; sorted."""
    place.intacct.assume(refresh_rotation="strict")
    said: dict[str, list[float]] = actors.act(
        "measure", times=times, **prepared(place, actors)
    ).said
    return said


def _report(outcomes: list[Outcome], times: dict[str, list[float]]) -> Report:
    window, disk = _summary(times["windows"]), _summary(times["disk"])
    kept = window["p99"] <= PROMISED_MS
    failures = [f"{each.cell!s}: {'; '.join(each.faults)}" for each in outcomes if each.faults]
    if window["p99"] > max(PROMISED_MS, SLACK * disk["p99"]):
        failures.append(f"K4: {window['p99']} ms to the spool at p99, {PROMISED_MS} promised")
    return Report(
        figures={
            "drill": "token-rotation",
            "cells": len(outcomes),
            "as_promised": sum(not each.faults for each in outcomes),
            "alive": sum(each.state == "live" for each in outcomes),
            "lost": [str(each.cell).split() for each in outcomes if each.state != "live"],
            "refreshes": len(times["windows"]),
            "k4_window_ms": window | {"promised": PROMISED_MS, "kept": kept},
            "yardstick_disk_ms": disk,
            "ratio": round(window["p50"] / disk["p50"], 2),
        },
        lines=[*(str(each) for each in outcomes), f"K4 window in ms: {window}, disk alone: {disk}"],
        failures=failures,
    )


def _summary(times: list[float]) -> dict[str, float]:
    """Of sorted times."""
    p50, p99 = (times[int(len(times) * share)] for share in (0.50, 0.99))
    return {"p50": round(p50, 2), "p99": round(p99, 2), "max": round(times[-1], 2)}
