"""A checklist made ready for the portal's pages: every step with its number, words and status."""

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from apps.checklists import queries
from apps.checklists.guide.purposes import Purpose
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import DONE, PROBLEM, Known, Place, places, waits_for_proof
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Told, tell
from apps.checks.outbreaks import codes_for
from apps.checks.queries import latest_run, open_findings, told
from apps.connections.models import Connection
from apps.portal.fillings import values_at, values_of
from apps.portal.stops import STATUS_WORDS, Stop

__all__ = ["Stop", "Walk"]

Standing = StepState.Standing


class Walk:
    """Where a connection stands in its guide. Reads in a fixed number of queries."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.connection: Connection = checklist.connection
        # Before what a run settles: who sees the newest run over then sees what came of it, too.
        self.run = latest_run(self.connection)
        self.states = queries.states_of(checklist)
        self.known: Known = queries.known_of(checklist, self.states)
        self.guide = self.known.guide

    @cached_property
    def values(self) -> dict[str, str]:
        """What the guide's placeholders stand for: its own values, then the customer's answers."""
        return values_of(self.known)

    def values_at(self, place: Place) -> dict[str, str]:
        """The same at one place: of an entity, its own user and answers."""
        return values_at(self.known, place, values=self.values)

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
        return tuple(self._stop(number, place) for number, place in enumerate(self._places, 1))

    @property
    def current(self) -> Stop | None:
        """The step to do now: a problem first, else the first that is left and can start.

        What the vendor does, and what may be left undone, is never next; what waits for somebody
        comes last.
        """
        left = [each for each in self.stops if each.open and not each.theirs]
        order = (("problem",), ("reopened", "todo"), ("working",), ("waits",))
        sorted_out = (each for statuses in order for each in left if each.status in statuses)
        return next(sorted_out, None)

    @property
    def minutes_left(self) -> int:
        """How long the rest takes the customer; what the vendor does takes them nothing."""
        left = (each for each in self.stops if each.open and not each.theirs)
        return sum(each.place.step.minutes for each in left)

    @property
    def complete(self) -> bool:
        """Whether nothing is left but what may be left undone."""
        return not any(each.open and not each.place.step.optional for each in self.stops)

    def stop_at(self, step_id: str, item: str) -> Stop | None:
        """The stop for a step, and what it is done for; None where it does not apply."""
        key = (step_id, item)
        return next((each for each in self.stops if each.place.key == key), None)

    def needed_by(self, place: Place) -> list[Stop]:
        """The open steps that keep this one from starting, in order."""
        keys = {each.key for each in self._keeping(place)}
        return [each for each in self.stops if each.place.key in keys]

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
        return self.url("portal:hub")

    def url(self, name: str) -> str:
        """The address of a resource of the connection."""
        return reverse(name, args=[self.connection.tenant.slug, self.connection.id])

    def step_url(self, place: Place, name: str = "portal:step") -> str:
        """The page of one step, or another resource of it."""
        args = [self.connection.tenant.slug, self.connection.id, place.step.id]
        item = "?" + urlencode({"entity": place.item}) if place.item else ""
        return reverse(name, args=args) + item

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return places(self.known)

    def _stop(self, number: int, place: Place) -> Stop:
        values = self.values_at(place)
        title = place.step.title.render(values)
        status = self._status(place)
        findings = self.findings_at(place) if status == "problem" else []
        return Stop(
            number=number,
            place=place,
            title=f"{title}: {_named(place)}" if place.item else title,
            hint=findings[0].title if findings else _hint(place, values),
            status=status,
            status_text=STATUS_WORDS[status].format(vendor=self.guide.vendor.name),
            state=self.states.get(place.key),
            url=self.step_url(place),
        )

    def _status(self, place: Place) -> str:
        row = self.states.get(place.key)
        state = row.state if row else StepState.State.TODO
        if state == DONE:
            return "attested" if row and row.attested_at else "done"
        if state == PROBLEM:
            return "problem"
        if place.step.on_vendor_side:
            return "theirs"
        if any(self._keeping(place)):
            return "blocked"
        if self._lacks_proof_alone(place):
            return "working"
        return _to_do(place, row)

    @cached_property
    def _by_step(self) -> dict[str, list[Place]]:
        by_step: dict[str, list[Place]] = {}
        for place in self._places:
            by_step.setdefault(place.step.id, []).append(place)
        return by_step

    def _keeping(self, place: Place) -> Iterator[Place]:
        """What keeps a step from starting."""
        needed = (each for name in place.step.needs for each in self._by_step.get(name, ()))
        return (each for each in needed if self._keeps(each, place))

    def _keeps(self, other: Place, place: Place) -> bool:
        """Whether a needed step is in the way; of steps that repeat alike, each round's own is.

        What only a check can still prove is in nobody's way who does not confirm anything: often it
        is the later step that makes the check possible.
        """
        if other.step.optional:
            return False
        alike = place.step.repeat is not None and place.step.repeat == other.step.repeat
        if alike and place.item and place.item != other.item:
            return False
        row = self.states.get(other.key)
        if row is None or row.state == DONE:
            return False
        return place.step.attest is not None or not self._is_left_to_checks(other)

    def _is_left_to_checks(self, place: Place) -> bool:
        """Whether nothing is asked of the customer there, or nothing more."""
        by_tokens = self.connection.auth != Connection.Auth.XML
        return waits_for_proof(place, self.known) or (by_tokens and _reads_only(place))

    def _lacks_proof_alone(self, place: Place) -> bool:
        """Whether the customer has done all we can ask for, and the rest is for a check to tell."""
        by_approval = self.connection.auth == Connection.Auth.AUTHORIZATION_CODE
        if by_approval and _reads_only(place):
            return Purpose.OAUTH_APPROVED not in place.step.serves
        return waits_for_proof(place, self.known)


def _reads_only(place: Place) -> bool:
    step = place.step
    return not (step.asks or step.decision or step.attest)


def _named(place: Place) -> str:
    return f"entity {place.item}" if place.entity_id else place.item


def _hint(place: Place, values: dict[str, str]) -> str:
    if place.step.hint is not None:
        return place.step.hint.render(values)
    paths = (instruction.path for instruction in place.step.instructions if instruction.path)
    return " › ".join(next(paths, ()))


def _to_do(place: Place, row: StepState | None) -> str:
    standing = row.standing if row else Standing.TODO
    words = {Standing.WAITING: "waits", Standing.REOPENED: "reopened"}
    return words.get(Standing(standing), "optional" if place.step.optional else "todo")
