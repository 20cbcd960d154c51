from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """Who did something: an id where there is one, and the name they had at that time."""

    id: UUID | None
    label: str


SYSTEM = Actor(id=None, label="Causeway")
"""Acts of the portal itself: scheduled checks, sweeps, commands."""
