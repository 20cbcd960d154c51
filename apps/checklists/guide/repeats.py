"""Doing a step several times (`reference/market.md` FF11)."""

from typing import Literal, Self

from pydantic import model_validator

from apps.checklists.guide.references import VariableName
from apps.checklists.guide.strict import Conditional, Name

SCOPES = {"list": "entity", "environment": "environment"}
"""By what a step repeats over: the scope of the variables it asks for in each round."""


class Repeat(Conditional):
    """Do the step once for each item, which texts call `each`.

    Over a `list` (the lines of the customer's answer to the variable `of`), over the guide's
    environments, over the applications it requires, or over its senders.
    """

    each: Name
    over: Literal["list", "environment", "application", "sender"] = "list"
    of: VariableName | None = None

    @model_validator(mode="after")
    def _has_something_to_repeat_over(self) -> Self:
        if (self.over == "list") is not (self.of is not None):
            raise ValueError('A repeat needs "of" exactly when it goes over a list.')
        return self
