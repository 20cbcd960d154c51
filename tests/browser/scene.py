from dataclasses import dataclass

from tests.journeys.stage import Customer
from tests.journeys.visitor import Person


@dataclass(frozen=True)
class Scene:
    """A page, as `who` (None: nobody is signed in) sees it, known by `text`."""

    path: str
    text: str
    who: Person | None = None
    customer: Customer | None = None  # whose state the test itself brings about
