"""A checklist made ready for the portal's pages: every step with its number, words and status."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from apps.checklists import queries
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import DONE, PROBLEM, Known, Place, places, waits_for_proof
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Told, tell
from apps.checks.outbreaks import codes_for
from apps.checks.queries import latest_run, open_findings, told
from apps.connections.models import Connection

STATUS_WORDS = {
    "done": "Completed",
    "attested": "Completed",
    "problem": "There is a problem",
    "working": "Waiting for a check",
    "todo": "Not started",
    "blocked": "Cannot start yet",
}


@dataclass(frozen=True)
class Stop:
    """One step of the walk, numbered; a repeated step stops once per entity."""

    number: int
    place: Place
    title: str
    hint: str
    status: str
    state: StepState | None
    url: str

    @property
    def status_text(self) -> str:
        """The status in words."""
        return STATUS_WORDS[self.status]

    @property
    def open(self) -> bool:
        """Whether something is left to do here."""
        return self.status not in {"done", "attested"}


class Walk:
    """Where a connection stands in its guide. Reads in a fixed number of queries."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.connection: Connection = checklist.connection
        # Before what a run settles: who sees the newest run over then sees what came of it, too.
        self.run = latest_run(self.connection)
        self.known: Known = queries.known_of(checklist)
        self.states = queries.states_of(checklist)
        self.guide = self.known.guide

    @cached_property
    def values(self) -> dict[str, str]:
        """What the guide's placeholders stand for: its own values, then the customer's answers."""
        answers = {name: str(value) for name, value in self.checklist.answers.items()}
        return {
            **self.guide.values,
            **answers,
            "sender_id": self.connection.sender_name,
            "vendor": self.guide.vendor.name,
            "product": self.guide.vendor.product,
        }

    @cached_property
    def findings(self) -> list[tuple[str, str, Told]]:
        """Open findings as (purpose, entity, words), oldest first."""
        return [
            (row.purpose, row.entity_id, told(row, self.values))
            for row in open_findings(self.connection)
            if row.code not in self.shared
        ]

    @cached_property
    def shared(self) -> frozenset[str]:
        """Codes that many companies share at this moment: not this customer's mistake."""
        return codes_for(self.connection)

    @cached_property
    def trouble(self) -> Told | None:
        """What kept us from telling: Intacct's trouble, ours, or one that many share."""
        if self.connection.cause in self.shared:
            return tell(CATALOGUE["fleet.outbreak"], self.values)
        return next((words for purpose, _, words in self.findings if not purpose), None)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every step that applies, in order, as often as it is to be done."""
        return tuple(
            self._stop(number, place) for number, place in enumerate(places(self.known), start=1)
        )

    @property
    def current(self) -> Stop | None:
        """The step to do now: a problem first, else the first that is left and can start."""
        left = [stop for stop in self.stops if stop.open and stop.status != "blocked"]
        problems = [stop for stop in left if stop.status == "problem"]
        todo = [stop for stop in left if stop.status == "todo"]
        return next(iter([*problems, *todo, *left]), None)

    def stop_at(self, step_id: str, entity_id: str) -> Stop | None:
        """The stop for a step, or None where it does not apply."""
        return next(
            (
                stop
                for stop in self.stops
                if (stop.place.step.id, stop.place.entity_id) == (step_id, entity_id)
            ),
            None,
        )

    def findings_at(self, place: Place) -> list[Told]:
        """The open findings that this step's purposes are about."""
        serves = {str(purpose) for purpose in place.step.serves}
        return [
            words
            for purpose, entity_id, words in self.findings
            if purpose in serves and (not place.entity_id or place.entity_id == entity_id)
        ]

    def hub_url(self) -> str:
        """The page that lists the steps."""
        return reverse("portal:hub", args=[self.connection.tenant.slug, self.connection.id])

    def step_url(self, place: Place, name: str = "portal:step") -> str:
        """The page of one step, or another resource of it."""
        args = [self.connection.tenant.slug, self.connection.id, place.step.id]
        entity = "?" + urlencode({"entity": place.entity_id}) if place.entity_id else ""
        return reverse(name, args=args) + entity

    def _stop(self, number: int, place: Place) -> Stop:
        values = {**self.values, "entity_id": place.entity_id}
        title = place.step.title.render(values)
        status = self._status(place)
        findings = self.findings_at(place) if status == "problem" else []
        hint = findings[0].title if findings else self._hint(place, values)
        return Stop(
            number=number,
            place=place,
            title=f"{title}: entity {place.entity_id}" if place.entity_id else title,
            hint=hint,
            status=status,
            state=self.states.get(place.key),
            url=self.step_url(place),
        )

    def _hint(self, place: Place, values: dict[str, str]) -> str:
        if place.step.hint is not None:
            return place.step.hint.render(values)
        paths = (instruction.path for instruction in place.step.instructions if instruction.path)
        return " › ".join(next(paths, ()))

    def _status(self, place: Place) -> str:
        row = self.states.get(place.key)
        state = row.state if row else StepState.State.TODO
        if state == DONE:
            return "attested" if row and row.attested_at else "done"
        if state == PROBLEM:
            return "problem"
        if self._open_for(place.step).intersection(place.step.needs):
            return "blocked"
        return "working" if self._lacks_proof_alone(place) else "todo"

    @cached_property
    def open_steps(self) -> frozenset[str]:
        """The ids of steps with something left to do, in whatever entity."""
        return frozenset(step_id for (step_id, _), row in self.states.items() if row.state != DONE)

    def _open_for(self, step: Step) -> frozenset[str]:
        """The steps that may keep this one waiting.

        Until a connection is approved nothing can look into Intacct, so that what is left to be
        proven there cannot come first.
        """
        if step.attest or not self._by_approval:
            return self.open_steps
        return self.open_steps - {
            place.step.id for place in places(self.known) if self._lacks_proof_alone(place)
        }

    def _lacks_proof_alone(self, place: Place) -> bool:
        """Whether the customer has done all we can ask for, and the rest is for a check to tell."""
        step = place.step
        reads_only = not (step.asks or step.decision or step.attest)
        if self._by_approval and reads_only:
            return Purpose.OAUTH_APPROVED not in step.serves
        return waits_for_proof(place, self.known)

    @property
    def _by_approval(self) -> bool:
        return self.connection.auth == Connection.Auth.AUTHORIZATION_CODE
