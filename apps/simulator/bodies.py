"""Bodies of the control contract: strictly read, and wrong ones named by member (design.md §4)."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class WrongMember(ValueError):
    """A body of the control contract is wrong; says which member and why."""

    def __init__(self, member: str, message: str) -> None:
        super().__init__(message)
        self.member = member
        self.message = message


class Body(BaseModel):
    """Strict: no coercion, no unknown member, names in camelCase."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=to_camel)

    @classmethod
    def read(cls, document: object) -> Self:
        """The checked body; WrongMember names the first member that is wrong."""
        try:
            return cls.model_validate(document)
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_context=False)[0]
            raise WrongMember(_member(first["loc"]), first["msg"]) from None

    def document(self) -> dict[str, Any]:
        """The body as JSON-ready members, secrets included."""
        return self.model_dump(mode="json", by_alias=True)


def _member(location: tuple[int | str, ...]) -> str:
    """The path of the wrong member, without pydantic's names for the arms of a union."""
    steps = [str(step) for step in location]
    return ".".join(step for step in steps if "[" not in step) or "(body)"
