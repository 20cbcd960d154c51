"""One step of the walk, as pages list it."""

from dataclasses import dataclass

from apps.checklists.models import StepState
from apps.checklists.standing import Place

STATUS_WORDS = {
    "done": "Completed",
    "attested": "Completed",
    "problem": "There is a problem",
    "working": "Waiting for a check",
    "waits": "Waiting for someone",
    "reopened": "To be done again",
    "todo": "Not started",
    "optional": "Optional",
    "blocked": "Cannot start yet",
    "theirs": "{vendor} does this",
}


@dataclass(frozen=True)
class Stop:
    """One step, numbered; a step that repeats stops once for each thing it is done for."""

    number: int
    place: Place
    title: str
    hint: str
    status: str
    status_text: str
    state: StepState | None
    url: str

    @property
    def open(self) -> bool:
        """Whether something is left to do here."""
        return self.status not in {"done", "attested"}

    @property
    def theirs(self) -> bool:
        """Whether the vendor's people do it: the customer only reads how it stands."""
        return self.place.step.on_vendor_side
