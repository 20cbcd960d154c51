"""What the format is made of: strict parts, parts with a condition, parts with an origin."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from apps.checklists.guide.conditions import ALWAYS, Condition
from apps.checklists.guide.text import NAME, printable

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Name = Annotated[str, Field(pattern=f"^{NAME}$")]
Words = Annotated[str, Field(min_length=1), AfterValidator(printable)]
Link = Annotated[str, Field(pattern=r"^https://[^\s\"'<>\\]+$"), AfterValidator(printable)]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, gt=0)]
SeedRef = Annotated[str, Field(pattern=r"^[A-Z]+[0-9]*\.\S.*$"), AfterValidator(printable)]
"""A line of a vendor's page, by its name in `../shared/seeds/seeds.yaml`, such as `S0.A1`."""

Environment = Literal["production", "sandbox", "implementation"]
By = Literal["vendor", "editor"]


class Strict(BaseModel):
    """A part of a guide: unknown members are refused, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default")


class Conditional(Strict):
    """A part that applies only when its condition holds."""

    when: Condition = Field(default=ALWAYS, json_schema_extra=_without_default)


class Sourced(Strict):
    """A part that says whose word it is (`editor` is us) and where the vendor says it."""

    by: By = "vendor"
    seed: tuple[SeedRef, ...] = ()


C = TypeVar("C", bound=Conditional)


def applying(parts: tuple[C, ...], decisions: Mapping[str, str]) -> tuple[C, ...]:
    """Those of the parts that apply under the decisions made so far, in order."""
    return tuple(part for part in parts if part.when.holds(decisions))
