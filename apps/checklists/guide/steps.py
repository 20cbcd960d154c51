"""A step of a guide: what to do, what to decide, what to bring back, and what it is for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from apps.checklists.guide.instructions import Instruction, Note
from apps.checklists.guide.purposes import Purpose
from apps.checklists.guide.strict import (
    Conditional,
    Count,
    Flag,
    Id,
    Name,
    StepId,
    Strict,
    VariableName,
    Words,
    applying,
)
from apps.checklists.guide.text import Text


class Option(Strict):
    """One answer to a decision."""

    value: Name
    label: Words
    consequence: Text
    recommended: Flag = False
    irreversible: Flag = False


class Decision(Strict):
    """A choice of the customer; conditions speak of its `variable`."""

    variable: Name
    legend: Text
    options: tuple[Option, ...] = Field(min_length=2)

    @property
    def assumed(self) -> str:
        """What to expect until the customer decides: the recommended option, else the first."""
        recommended = (option.value for option in self.options if option.recommended)
        return next(recommended, self.options[0].value)


class Repeat(Conditional):
    """Do the step once for each item of the list variable `of`, which texts call `each`."""

    each: Name
    of: VariableName


class Served(Conditional):
    """A purpose of the step. In YAML its bare name, unless it has a condition."""

    purpose: Purpose


class Attest(Strict):
    """What the customer confirms where no probe can look."""

    label: Text


class Trouble(Strict):
    """A symptom the customer may meet, and what to do about it."""

    symptom: Text
    text: Text
    purpose: Purpose | None = None


def _spelled_out(served: Any) -> Any:
    return {"purpose": served} if isinstance(served, str) else served


class Step(Conditional):
    """One verifiable piece of work, usually one screen of Intacct."""

    id: Id
    title: Text
    hint: Text | None = None
    actor: Literal["intacct_admin", "customer"]
    minutes: Count
    purposes: tuple[Annotated[Served, BeforeValidator(_spelled_out)], ...] = ()
    needs: tuple[StepId, ...] = ()
    repeat: Repeat | None = None
    instructions: tuple[Instruction, ...] = ()
    decision: Decision | None = None
    asks: tuple[VariableName, ...] = ()
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
        return any(instruction.path for instruction in self.instructions)

    def under(self, decisions: Mapping[str, str]) -> Self:
        """The step with only those members that apply under the decisions made so far."""
        instructions = applying(self.instructions, decisions)
        kept = {
            "purposes": applying(self.purposes, decisions),
            "instructions": tuple(each.under(decisions) for each in instructions),
            "notes": applying(self.notes, decisions),
            "repeat": self.repeat if self.repeat and self.repeat.when.holds(decisions) else None,
        }
        return self.model_copy(update=kept)
