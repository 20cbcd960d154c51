"""What the format is made of: strict parts, conditional parts, and names that must exist."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from apps.checklists.guide.conditions import ALWAYS, Condition
from apps.checklists.guide.text import NAME

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Name = Annotated[str, Field(pattern=f"^{NAME}$")]
Words = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, gt=0)]


class Strict(BaseModel):
    """A part of a guide: unknown members are refused, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditional(Strict):
    """A part that applies only when its condition holds."""

    when: Condition = ALWAYS


C = TypeVar("C", bound=Conditional)


def applying(parts: tuple[C, ...], decisions: Mapping[str, str]) -> tuple[C, ...]:
    """Those of the parts that apply under the decisions made so far, in order."""
    return tuple(part for part in parts if part.when.holds(decisions))


class Reference(str):
    """A name that must be defined elsewhere in the same guide; `guide.rules` looks it up."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


class VariableName(Reference):
    """Names a variable."""


class StepId(Reference):
    """Names a step."""


class MatrixId(Reference):
    """Names a permission matrix."""


class ApplicationCode(Reference):
    """Names an application that the guide requires, by Intacct's module code, such as `GL`."""
