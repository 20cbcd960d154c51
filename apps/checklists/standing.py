"""Where each step of a checklist stands, reckoned from what is known. Reads only.

A step is done when everything it asks for is there: its decision is made, its answers are given,
its purposes are proven (in every entity it covers), and what only a person can tell is attested.
It has a problem when a purpose of it is disproven.
"""

from dataclasses import dataclass

from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import UNPROBED
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checks.models import Proof
from apps.checks.questions import PER_ENTITY

TODO, PROBLEM, DONE = StepState.State.TODO, StepState.State.PROBLEM, StepState.State.DONE


@dataclass(frozen=True)
class Known:
    """All that bears on a checklist's steps, read once."""

    checklist: Checklist
    guide: Guide
    proofs: dict[tuple[str, str], str]
    attested: frozenset[str]
    named_users: frozenset[str]

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities the customer listed, in their order."""
        listed = str(self.checklist.answers.get("entity_ids", "")).replace("\r\n", "\n")
        return tuple(dict.fromkeys(line for line in listed.split("\n") if line.strip()))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that apply under the decisions made so far."""
        return self.guide.steps_for(self.checklist.decisions)


@dataclass(frozen=True)
class Place:
    """A step, at the entity it is done for; an empty entity is the company as a whole."""

    step: Step
    entity_id: str = ""


def places(known: Known) -> tuple[Place, ...]:
    """Every step as often as it is to be done, in order."""
    return tuple(
        Place(step, entity_id)
        for step in known.steps
        for entity_id in (known.entities if step.repeat and known.entities else ("",))
    )


def standing_of(place: Place, known: Known) -> str:
    """One of todo, problem, done."""
    outcomes = _outcomes(place, known)
    if Proof.Outcome.FAILED in outcomes:
        return PROBLEM
    complete = (
        _decided(place.step, known)
        and _answered(place, known)
        and _attested(place.step, known)
        and all(outcome == Proof.Outcome.PASSED for outcome in outcomes)
        and not (place.step.repeat and not known.entities)
    )
    return DONE if complete else TODO


def waits_for_proof(place: Place, known: Known) -> bool:
    """Whether the customer has answered all we ask, and only a later sign-in can prove it."""
    return (
        bool(place.step.asks)
        and _answered(place, known)
        and standing_of(place, known) == TODO
        and bool(_probed(place.step))
    )


def _outcomes(place: Place, known: Known) -> list[str]:
    """What is known of each purpose, in each entity that the step covers."""
    return [
        known.proofs.get((purpose, entity_id), "")
        for purpose in _probed(place.step)
        for entity_id in _covered(place, purpose, known)
    ]


def _covered(place: Place, purpose: str, known: Known) -> tuple[str, ...]:
    if place.entity_id:
        return (place.entity_id,)
    per_entity = purpose in PER_ENTITY and known.checklist.decisions.get("level") == "entity"
    return known.entities or ("",) if per_entity else ("",)


def _probed(step: Step) -> list[str]:
    return [str(purpose) for purpose in step.serves if purpose not in UNPROBED]


def _decided(step: Step, known: Known) -> bool:
    return step.decision is None or step.decision.variable in known.checklist.decisions


def _answered(place: Place, known: Known) -> bool:
    if "user_id" in place.step.asks:
        return place.entity_id in known.named_users
    return all(known.checklist.answers.get(name) for name in place.step.asks)


def _attested(step: Step, known: Known) -> bool:
    return step.attest is None or step.id in known.attested
