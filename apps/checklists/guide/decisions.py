"""What a step decides: a choice of the customer's, or a fact about the company."""

from typing import Literal, Self

from pydantic import Field, model_validator

from apps.checklists.guide.strict import Environment, Flag, Name, Sourced, Words
from apps.checklists.guide.text import Text

NOTHING_FOLLOWS = Text()


class Option(Sourced):
    """One answer. `environments` are those it suits (all when empty): client scope is such a one.

    `worked_when` says how to tell that this way worked; a fact's option needs no consequence.
    """

    value: Name
    label: Words
    consequence: Text = NOTHING_FOLLOWS
    recommended: Flag = False
    irreversible: Flag = False
    worked_when: Text | None = None
    environments: tuple[Environment, ...] = ()

    def suits(self, environment: str) -> bool:
        """Whether it can be taken for a company of that environment."""
        return not self.environments or environment in self.environments


class Decision(Sourced):
    """Conditions speak of its `variable`. A fact is seen in Intacct, a choice is made."""

    kind: Literal["choice", "fact"] = "choice"
    variable: Name
    legend: Text
    options: tuple[Option, ...] = Field(min_length=2)

    @property
    def assumed(self) -> str:
        """What to expect until the customer decides: the recommended option, else the first."""
        recommended = (option.value for option in self.options if option.recommended)
        return next(recommended, self.options[0].value)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "choice" and not all(option.consequence for option in self.options):
            raise ValueError(f'Each option of the choice "{self.variable}" needs a "consequence".')
        if self.kind == "fact" and any(
            each.recommended or each.irreversible for each in self.options
        ):
            raise ValueError(f'"{self.variable}" is a fact: nothing about it is recommended.')
        return self
