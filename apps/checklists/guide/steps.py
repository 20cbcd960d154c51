"""A step of a guide: what to do, what to decide, what to bring back, and what it is for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator

from apps.checklists.guide.actors import ON_VENDOR_SIDE, Actor
from apps.checklists.guide.decisions import Decision
from apps.checklists.guide.instructions import Instruction, Note
from apps.checklists.guide.others import HandOff, Wait
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.references import PrerequisiteId, StepId, UserId, VariableName
from apps.checklists.guide.repeats import Repeat
from apps.checklists.guide.strict import (
    By,
    C,
    Conditional,
    Count,
    Flag,
    Id,
    Sourced,
    Strict,
    Words,
    applying,
)
from apps.checklists.guide.text import Text


class Served(Conditional):
    """A purpose of the step. In YAML its bare name, unless it has a condition."""

    purpose: Purpose


class Hook(Conditional):
    """A probe of ours that looks at what the step brings about, by its name and its object."""

    probe: Words
    object: Words | None = None


class Attest(Strict):
    """What the customer confirms where no probe can look."""

    label: Text


class Trouble(Conditional, Sourced):
    """A symptom the customer may meet, its cause, what to do, and the step to do again.

    Vendors' pages rarely have any, so that a trouble is ours unless it says `by: vendor`.
    `error` is the message or code as it stands on the screen.
    """

    by: By = "editor"
    symptom: Text
    text: Text
    cause: Text | None = None
    error: Words | None = None
    purpose: Purpose | None = None
    step: StepId | None = None


def _spelled_out(served: Any) -> Any:
    return {"purpose": served} if isinstance(served, str) else served


_Serves = Annotated[Served, BeforeValidator(_spelled_out, json_schema_input_type=Served | Purpose)]


class Step(Conditional, Sourced):
    """One verifiable piece of work, usually one screen of Intacct.

    `skip_if_done` says when the work may be skipped; its purposes are verified all the same.
    `at_level` is where in Intacct to stand: at the top level, or inside an entity.
    """

    id: Id
    title: Text
    hint: Text | None = None
    actor: Actor
    minutes: Count
    optional: Flag = False
    skip_if_done: Text | None = None
    at_level: Literal["top", "entity"] | None = None
    user: UserId | None = None
    requires: tuple[PrerequisiteId, ...] = ()
    purposes: tuple[_Serves, ...] = ()
    probes: tuple[Hook, ...] = ()
    needs: tuple[StepId, ...] = ()
    repeat: Repeat | None = None
    instructions: tuple[Instruction, ...] = ()
    decision: Decision | None = None
    asks: tuple[VariableName, ...] = ()
    hand_offs: tuple[HandOff, ...] = ()
    wait: Wait | None = None
    attest: Attest | None = None
    notes: tuple[Note, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def serves(self) -> frozenset[Purpose]:
        """Its purposes, whatever their conditions: ask this of a step from `Guide.steps_for`."""
        return frozenset(served.purpose for served in self.purposes)

    @property
    def in_intacct(self) -> bool:
        """Whether any of it is done on Intacct's pages."""
        return any(each.path and each.place == "intacct" for each in self.instructions)

    @property
    def on_vendor_side(self) -> bool:
        """Whether the vendor's people do it, not the customer's."""
        return self.actor in ON_VENDOR_SIDE

    def under(self, decisions: Mapping[str, str]) -> Self:
        """The step with only those members that apply under the decisions made so far."""
        instructions = applying(self.instructions, decisions)
        kept = {
            "purposes": applying(self.purposes, decisions),
            "probes": applying(self.probes, decisions),
            "instructions": tuple(each.under(decisions) for each in instructions),
            "hand_offs": applying(self.hand_offs, decisions),
            "notes": applying(self.notes, decisions),
            "troubles": applying(self.troubles, decisions),
            "repeat": _if_it_applies(self.repeat, decisions),
            "wait": _if_it_applies(self.wait, decisions),
        }
        return self.model_copy(update=kept)


def _if_it_applies(part: C | None, decisions: Mapping[str, str]) -> C | None:
    return part if part is not None and part.when.holds(decisions) else None
