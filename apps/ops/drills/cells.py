"""One cell of the crash matrix: how it is played, what it must come to, what was wrong with it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from apps.connections.tokens.parcels import OF_GRANT
from apps.connections.tokens.spool import Spool
from apps.ops.drills.premises import Premises
from apps.ops.drills.troupe import KILLED, Ending, Troupe

POINTS = ("K1", "K2", "K3", "K4", "K5", "K6")
LOST_REPLY = "K3+"  # like K3, but Intacct had acted on the request by then
NO_KILL = "none"  # nobody dies; the database goes away while Intacct is asked
ROTATIONS = ("strict", "grace", "none")
UP, RESTARTING = "up", "restarting"
SILENCE_SECONDS = 3.0
LATENCY_SECONDS = 0.8

# Requests that reach Intacct's token endpoint until a token is had, or its loss is known.
SPENT = {"K1": 1, "K2": 1, "K3": 2, LOST_REPLY: 2, "K4": 2, "K5": 1, "K6": 1, NO_KILL: 1}
TROUBLES = {
    "K3": ("hang", SILENCE_SECONDS),
    LOST_REPLY: ("latency", LATENCY_SECONDS),
    NO_KILL: ("latency", LATENCY_SECONDS),
}


@dataclass(frozen=True)
class Cell:
    """One place to die at, one kind of rotation, one state of the database."""

    point: str
    rotation: str
    database: str = UP

    def __str__(self) -> str:
        return f"{self.point:4} {self.rotation:6} {self.database:10}"

    @property
    def is_loss(self) -> bool:
        """Whether the one copy of the new token died with the caller, and the old one is spent."""
        return self.rotation == "strict" and self.point in {"K4", LOST_REPLY}


@dataclass(frozen=True)
class Outcome:
    """What became of a cell; `faults` is empty where all is as promised."""

    cell: Cell
    spent: int
    state: str
    notices: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        mark = "; ".join(self.faults) or "as promised"
        return f"{self.cell!s} {self.spent} spent  {self.state:8} {self.notices} told  {mark}"


def all_cells() -> Iterator[Cell]:
    """Six points, three rotations, two states of the database; then the two that lie between."""
    for point, rotation, database in product(POINTS, ROTATIONS, (UP, RESTARTING)):
        yield Cell(point, rotation, database)
    for rotation in ROTATIONS:
        yield Cell(LOST_REPLY, rotation)
        yield Cell(NO_KILL, rotation, RESTARTING)


def play(place: Premises, actors: Troupe, cell: Cell) -> Outcome:
    """Cut a caller off there, let a second one and the tick go on, and judge what is left."""
    intacct = place.intacct
    intacct.assume(refresh_rotation=cell.rotation)
    where = prepared(place, actors)
    before = len(intacct.token_requests())
    first = _first(place, actors, cell, where=where)
    second = actors.act("call", **where)
    actors.act("recover")
    spent = len(intacct.token_requests()) - before
    intacct.calm()
    after = actors.act("call", expire=True, **where)
    again = len(intacct.token_requests()) - before - spent
    seen = actors.act("look", **where).said
    found = _Found(first, second, after, spent, again, seen, _left_in(place))
    return Outcome(cell, spent, seen["state"], seen["notices"], tuple(_faults(cell, found)))


def prepared(place: Premises, actors: Troupe) -> dict[str, str]:
    """A fresh connection whose access token has expired: how errands name it."""
    url, secret = place.intacct.url, place.intacct.client_secret
    said: dict[str, str] = actors.act("prepare", url=url, client_secret=secret).said
    return said


@dataclass(frozen=True)
class _Found:
    first: Ending
    second: Ending
    after: Ending
    spent: int
    again: int
    seen: dict[str, Any]
    left: int


def _first(place: Premises, actors: Troupe, cell: Cell, *, where: dict[str, str]) -> Ending:
    if cell.point in TROUBLES:
        kind, seconds = TROUBLES[cell.point]
        place.intacct.trouble(kind, seconds=seconds)
    if cell.point == NO_KILL:
        return _lived_through_a_restart(place, actors, where=where)
    ending = actors.act("call", kill=cell.point[:2], **where)
    if cell.database == RESTARTING:
        place.server.restart()
    return ending


def _lived_through_a_restart(place: Premises, actors: Troupe, *, where: dict[str, str]) -> Ending:
    before = len(place.intacct.token_requests())
    actors.begin("call", **where)
    deadline = time.monotonic() + SILENCE_SECONDS
    while len(place.intacct.token_requests()) == before and time.monotonic() < deadline:
        time.sleep(0.02)
    place.server.restart()
    return actors.end()


def _left_in(place: Premises) -> int:
    """Entries in the spool; a dead process's reservation is none, and goes later."""
    return len(list(Spool(place.spool).entries(OF_GRANT)))


def _faults(cell: Cell, found: _Found) -> Iterator[str]:
    """What is not as promised: I2, I3, and at most one notice."""
    lost = cell.is_loss
    wanted: dict[str, tuple[Any, Any]] = {
        "the first caller ended with": (found.first.code, 0 if cell.point == NO_KILL else KILLED),
        "the second caller got": (_told(found.second), "GrantEnded" if lost else 2),
        "the grant is": (found.seen["state"], "refused" if lost else "live"),
        "token requests": (found.spent, SPENT[cell.point]),
        "notices": (found.seen["notices"], int(lost)),
        "afterwards a caller got": (_told(found.after), "GrantEnded" if lost else 3),
        "token requests after that": (found.again, 0 if lost else 1),
        "left in the spool": (found.left, 0),
    }
    for what, (is_so, should_be) in wanted.items():
        if is_so != should_be:
            yield f"{what}: {is_so!r} instead of {should_be!r}"


def _told(ending: Ending) -> object:
    said = ending.said or {"error": f"ended with {ending.code}"}
    return said.get("generation") or said.get("error")
