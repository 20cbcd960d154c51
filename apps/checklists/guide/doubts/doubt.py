"""One doubt about a guide, and what a rule may look at to raise it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Place


class Doubt(NamedTuple):
    """Where, of which kind, what it is about (a step's id, a variable's name …), one sentence."""

    place: Place
    code: str
    about: str
    sentence: str


@dataclass(frozen=True)
class Sight:
    """A guide, the folder it lies in, the day it is read, the names of the probes we have."""

    guide: Guide
    folder: Path
    today: date
    probes: frozenset[str]


Rule = Callable[[Sight], Iterable[Doubt]]
