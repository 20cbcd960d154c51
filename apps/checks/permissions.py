"""Compare what a guide demands of a role with what the user really has. Plain data, no database.

A *demand* names an application and what its preset asks; a *holding* is one row of Intacct's own
permission pages: application, activity, rights. What "All" means differs from activity to activity
(some have only List), so a whole application is measured by the rights its activities hold together
(../shared/intacct/payloads, `resp_function_success_getUserPermissions__intacct.xml`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

READ = ("List", "View")
ALL = (*READ, "Add", "Edit", "Delete")
PRESETS = {"All": ALL, "Read only": READ}


@dataclass(frozen=True, order=True)
class Holding:
    """Rights such as ("List", "View") on one activity of one application."""

    application: str
    activity: str
    rights: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands on Intacct's pages, in Intacct's words."""
        return f"{self.application} › {self.activity}" if self.activity else self.application


@dataclass(frozen=True)
class Demand:
    """What a guide asks of one application; an empty activity means every activity.

    ``if_present``: only where the user's list has the line at all, since not every company has it.
    ``forbidden``: the rights must not be held, whatever else the guide asks of the application.
    """

    application: str
    rights: tuple[str, ...]
    activity: str = ""
    if_present: bool = False
    forbidden: bool = False

    def concerns(self, holding: Holding) -> bool:
        return holding.application == self.application and self.activity in {"", holding.activity}


@dataclass(frozen=True)
class Comparison:
    """How a user's holdings stand against the demands: each demand is met or missing."""

    met: tuple[Holding, ...]
    missing: tuple[Holding, ...]  # rights: those that are not there
    excess: tuple[Holding, ...]  # what nobody asked for, or the guide forbids


def compare(demands: Iterable[Demand], held: Iterable[Holding]) -> Comparison:
    """Sort every holding into met, missing and excess; each unmet demand is a missing row.

    What is forbidden and held is excess; a demand for a line that may not exist is not judged
    until the line is there.
    """
    demands, held = list(demands), sorted(set(held))
    asked = [demand for demand in demands if not demand.forbidden and _applies(demand, held)]
    shortfalls = [_shortfall(demand, held) for demand in asked]
    return Comparison(
        met=tuple(
            Holding(demand.application, demand.activity, demand.rights)
            for demand, shortfall in zip(asked, shortfalls, strict=True)
            if shortfall is None
        ),
        missing=tuple(shortfall for shortfall in shortfalls if shortfall is not None),
        excess=(*_unasked(demands, held), *_forbidden(demands, held)),
    )


def lost(before: Iterable[Holding], now: Iterable[Holding]) -> tuple[Holding, ...]:
    """The rows, with the rights, that were there before and are not now."""
    present = {(each.application, each.activity): set(each.rights) for each in now}
    rows = []
    for each in sorted(set(before)):
        gone = set(each.rights) - present.get((each.application, each.activity), set())
        if gone:
            rows.append(_with(each, gone))
    return tuple(rows)


def _applies(demand: Demand, held: list[Holding]) -> bool:
    return not demand.if_present or any(demand.concerns(holding) for holding in held)


def _unasked(demands: list[Demand], held: list[Holding]) -> Iterator[Holding]:
    for holding in held:
        if holding.rights and not any(demand.concerns(holding) for demand in demands):
            yield holding


def _forbidden(demands: list[Demand], held: list[Holding]) -> Iterator[Holding]:
    for demand in demands:
        for holding in held if demand.forbidden else ():
            rights = set(demand.rights).intersection(holding.rights)
            if rights and demand.concerns(holding):
                yield _with(holding, rights)


def _shortfall(demand: Demand, held: list[Holding]) -> Holding | None:
    concerned = [holding for holding in held if demand.concerns(holding)]
    gap = set(demand.rights).difference(*(holding.rights for holding in concerned))
    return _with(Holding(demand.application, demand.activity), gap) if gap else None


def _with(holding: Holding, rights: set[str]) -> Holding:
    ordered = tuple(right for right in ALL if right in rights) or tuple(sorted(rights))
    return Holding(holding.application, holding.activity, ordered)
