"""Where each step of a checklist stands, reckoned from what is known. Reads only.

A step is done when everything it asks for is there: its decision is made, its answers are given,
its purposes are proven (in every entity it covers), and what only a person can tell is attested.
It has a problem when a purpose of it is disproven.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from apps.checklists.answering import answer_key
from apps.checklists.facts import context_of
from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import UNPROBED, Purpose
from apps.checklists.guide.steps import Step
from apps.checklists.guide.variables import Variable
from apps.checklists.models import Checklist, StepState
from apps.checks.models import Proof
from apps.checks.questions import PER_ENTITY
from apps.connections.gateway import client_id_of
from apps.connections.models import Connection

USER_ID, USER_NAME, USER_PASSWORD = "user_id", "user_name", "user_password"
NAMES_OF_A_USER = {USER_ID, USER_NAME}
_OF_A_USER = {Purpose.USER_EXISTS, Purpose.USER_SIGNS_IN}
TODO, PROBLEM, DONE = StepState.State.TODO, StepState.State.PROBLEM, StepState.State.DONE


@dataclass(frozen=True)
class Known:
    """All that bears on a checklist's steps, read once.

    Proofs and runs are by (purpose, entity), attestations by (step, item), the IDs of users by
    entity. `answers` has what the connection keeps too, `sealed` names the secrets stored.
    """

    checklist: Checklist
    guide: Guide
    proofs: Mapping[tuple[str, str], str]
    attested: frozenset[tuple[str, str]]
    named_users: Mapping[str, str]
    runs: Mapping[tuple[str, str], UUID] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()

    @cached_property
    def context(self) -> dict[str, str]:
        """What conditions speak of, as it is by now."""
        return context_of(self.checklist)

    @cached_property
    def answers(self) -> dict[str, str]:
        """The customer's answers, and what the connection keeps of them."""
        answers = {name: str(value) for name, value in self.checklist.answers.items()}
        return {**_kept_by(self.checklist.connection), **answers}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that apply under the decisions made and the facts found so far."""
        return self.guide.steps_for(self.context)

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities the customer listed, in their order; also while no step is for them."""
        listed = (self.items(step) for step in self.guide.steps if repeats_per_entity(step))
        return next(iter(listed), ())

    @property
    def per_entity(self) -> bool:
        """Whether each entity has a Web Services user of its own."""
        return any(map(repeats_per_entity, self.steps))

    def items(self, step: Step) -> tuple[str, ...]:
        """What a step is done for, one by one; of environments, the connection's alone."""
        if step.repeat is not None and step.repeat.over == "environment":
            return (self.context["environment"],)
        return self.guide.items_of(step, self.answers)


@dataclass(frozen=True)
class Place:
    """A step, and the item it is done for; an empty item is the company as a whole.

    The item is an entity, or else the environment, application or sender ID it repeats over.
    """

    step: Step
    item: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other place of a checklist."""
        return self.step.id, self.item

    @property
    def entity_id(self) -> str:
        """The entity it is done for; empty where it repeats over anything else."""
        return self.item if self.step.repeat and self.step.repeat.over == "list" else ""


def repeats_per_entity(step: Step) -> bool:
    """Whether the step names a Web Services user for each entity of a list."""
    over_list = step.repeat is not None and step.repeat.over == "list"
    return over_list and not step.serves.isdisjoint(_OF_A_USER)


def places(known: Known) -> tuple[Place, ...]:
    """Every step as often as it is to be done, in order."""
    return tuple(Place(step, item) for step in known.steps for item in known.items(step) or ("",))


def standing_of(place: Place, known: Known) -> str:
    """One of todo, problem, done."""
    outcomes = _outcomes(place, known)
    if Proof.Outcome.FAILED in outcomes:
        return PROBLEM
    complete = (
        _decided(place.step, known)
        and _answered(place, known)
        and _attested(place, known)
        and all(outcome == Proof.Outcome.PASSED for outcome in outcomes)
        and not (place.step.repeat and not place.item)
    )
    return DONE if complete else TODO


def can_start(place: Place, known: Known, states: Mapping[tuple[str, str], StepState]) -> bool:
    """Whether every step that this one needs is done.

    What is optional locks nothing, and of steps that repeat alike each round needs its own.
    """
    needed = (each for each in places(known) if _needs(place, each))
    return all(each.key in states and states[each.key].state == DONE for each in needed)


def waits_for_proof(place: Place, known: Known) -> bool:
    """Whether the customer has answered all we ask, and only a later sign-in can prove it."""
    return (
        bool(place.step.asks)
        and _answered(place, known)
        and standing_of(place, known) == TODO
        and bool(_probed(place.step))
    )


def proven_by(place: Place, known: Known) -> UUID | None:
    """The run that shows where the step stands: what disproves it before what proves it."""
    judged = [purpose for purpose in _judged(place, known) if purpose in known.runs]
    worst_first = sorted(judged, key=lambda each: known.proofs[each] == Proof.Outcome.PASSED)
    return known.runs[worst_first[0]] if worst_first else None


def _needs(place: Place, other: Place) -> bool:
    alike = place.step.repeat is not None and place.step.repeat == other.step.repeat
    return (
        other.step.id in place.step.needs
        and not other.step.optional
        and not (alike and place.item and place.item != other.item)
    )


def _outcomes(place: Place, known: Known) -> list[str]:
    return [known.proofs.get(purpose, "") for purpose in _judged(place, known)]


def _judged(place: Place, known: Known) -> Iterator[tuple[str, str]]:
    """Each purpose of the step, in each entity that it covers."""
    for purpose in _probed(place.step):
        for entity_id in _covered(place, purpose, known):
            yield purpose, entity_id


def _covered(place: Place, purpose: str, known: Known) -> tuple[str, ...]:
    """The entities a purpose is to hold in; one of the company as a whole holds in none."""
    if purpose not in PER_ENTITY:
        return ("",)
    if place.entity_id:
        return (place.entity_id,)
    return known.entities or ("",) if known.per_entity else ("",)


def _probed(step: Step) -> list[str]:
    return [str(purpose) for purpose in step.serves if purpose not in UNPROBED]


def _decided(step: Step, known: Known) -> bool:
    """Whether an option is taken that the guide still has."""
    if step.decision is None:
        return True
    return known.context.get(step.decision.variable) in {
        each.value for each in step.decision.options
    }


def _answered(place: Place, known: Known) -> bool:
    return all(_is_answered(known.guide.variable(name), place, known) for name in place.step.asks)


def _is_answered(variable: Variable, place: Place, known: Known) -> bool:
    if variable.name in NAMES_OF_A_USER:
        return place.entity_id in known.named_users
    if variable.secret:  # a sign-in proves a user's password, or that it is missing
        return variable.name == USER_PASSWORD or variable.name in known.sealed
    given = known.answers.get(answer_key(variable.name, place.entity_id))
    return given is not None if variable.may_be_blank else bool(given)


def _attested(place: Place, known: Known) -> bool:
    return place.step.attest is None or place.key in known.attested


def _kept_by(connection: Connection) -> dict[str, str]:
    kept = {
        "company_id": connection.company_id,
        "sender_id": connection.sender_name,
        "client_id": client_id_of(connection),
    }
    return {name: value for name, value in kept.items() if value}
