"""Start programs in order, prove that each works, start again what dies, stop in reverse."""

import time
from dataclasses import dataclass

from config.local.journal import Journal
from config.local.process import CannotStart, Process, Program

GRACE_SECONDS = 5.0
LONGEST_PAUSE = 30.0
SETTLED_SECONDS = 60.0  # a process that lived this long owes nothing for earlier deaths


@dataclass
class _Place:
    """A process, and what stands between its death and its next start."""

    process: Process
    deaths: int = 0
    start_at: float | None = None


class Supervisor:
    """Keeps groups of programs running; the group started last is stopped first."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._groups: list[list[_Place]] = []

    def launch(self, *programs: Program) -> None:
        """Start a group of programs, without waiting for them."""
        self._groups.append([])
        for program in programs:
            self._groups[-1].append(_Place(Process(program, self._journal)))

    def wait_until_ready(self, *, seconds: float) -> None:
        """Return once every program answers. Raises CannotStart when one ends or is silent."""
        deadline = time.monotonic() + seconds
        for process in [place.process for place in self._places()]:
            while not process.program.answers():
                self._require_hope(process, deadline)
                time.sleep(0.03)

    def pid(self, name: str) -> int:
        """Return the process id of the program called `name`. Raises KeyError."""
        return {each.process.program.name: each.process.pid for each in self._places()}[name]

    def revive(self) -> None:
        """Start again, after a pause that doubles with every death, each program that ended."""
        for place in self._places():
            if place.start_at is not None:
                self._start_when_due(place)
            elif place.process.exit_code is not None:
                self._mourn(place)

    def stop(self) -> None:
        """Stop everything, group by group; what ignores the request is killed."""
        while self._groups:
            group = self._groups.pop()
            for place in group:
                place.process.ask_to_stop()
            deadline = time.monotonic() + GRACE_SECONDS
            for place in group:
                if not place.process.stopped_by(deadline):
                    self._say(place, f"killed: it did not stop within {GRACE_SECONDS:.0f} s")

    def _places(self) -> list[_Place]:
        return [place for group in self._groups for place in group]

    def _require_hope(self, process: Process, deadline: float) -> None:
        name = process.program.name
        if process.exit_code is not None:
            last_lines = "\n  ".join(["", *self._journal.tail(name)])
            raise CannotStart(f"{name} ended with code {process.exit_code}:{last_lines}")
        if time.monotonic() > deadline:
            log = self._journal.directory / f"{name}.log"
            raise CannotStart(f"{name} does not answer; {log} may say why.")

    def _mourn(self, place: _Place) -> None:
        lived = time.monotonic() - place.process.started_at
        place.deaths = 1 if lived > SETTLED_SECONDS else place.deaths + 1
        pause = min(LONGEST_PAUSE, 0.25 * 2**place.deaths)
        place.start_at = time.monotonic() + pause
        code = place.process.exit_code
        self._say(place, f"ended with code {code}; starting it again in {pause:.1f} s")

    def _start_when_due(self, place: _Place) -> None:
        if place.start_at is not None and time.monotonic() >= place.start_at:
            place.process = Process(place.process.program, self._journal)
            place.start_at = None

    def _say(self, place: _Place, line: str) -> None:
        self._journal.say(place.process.program.name, line)
