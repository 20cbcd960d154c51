"""Permissions to give, application by application (`reference/market.md` FF12 to FF15)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from apps.checklists.guide.references import ApplicationCode
from apps.checklists.guide.strict import Conditional, Count, Flag, Id, Sourced, Words, applying
from apps.checklists.guide.text import Text

Preset = Literal["All", "Read only", "None", "Unspecified"]

RIGHTS: dict[str, tuple[str, ...]] = {
    "All": ("List", "View", "Add", "Edit", "Delete"),
    "Read only": ("List", "View"),
    "None": (),
}
"""What a preset asks of one activity; `Unspecified` asks nothing that anyone could check."""


@dataclass(frozen=True)
class Demanded:
    """Rights on an application, or on one activity of it; forbidden: the user must not hold any."""

    application: str
    activity: str
    rights: tuple[str, ...]
    forbidden: bool
    if_present: bool
    given_to: str


class Row(Conditional, Sourced):
    """One line of the permissions page; without `preset` and `rights` the matrix's preset counts.

    A row with an `activity` is an exception to its application's row, upwards or downwards.
    `if_present`: a company may lack this line. `since`: the guide version that added it.
    """

    application: ApplicationCode
    activity: Words | None = None
    section: Literal["activities", "reports"] = "activities"
    preset: Preset | None = None
    rights: tuple[Words, ...] = ()
    if_present: Flag = False
    since: Count | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _asks_once(self) -> Self:
        if self.preset and self.rights:
            raise ValueError('A row has either a "preset" or "rights".')
        return self


class Matrix(Conditional, Sourced):
    """The permissions one user needs; a `profile` names one of several ways to use the product."""

    id: Id
    level: Literal["module", "activity"]
    preset: Preset
    rows: tuple[Row, ...] = Field(min_length=1)
    title: Text | None = None
    profile: Words | None = None
    given_to: Literal["role", "user"] = "role"

    def asks(self, row: Row) -> str:
        """A row's preset or rights in words, such as `All` or `List, View`."""
        return ", ".join(row.rights) or row.preset or self.preset

    def demands(self, decisions: Mapping[str, str]) -> Iterator[Demanded]:
        """What the rows that apply ask for; rows that leave it open ask for nothing."""
        for row in applying(self.rows, decisions):
            preset = row.preset or self.preset
            if row.rights or preset != "Unspecified":
                yield Demanded(
                    application=row.application,
                    activity=row.activity or ("Reports" if row.section == "reports" else ""),
                    rights=row.rights or RIGHTS[preset],
                    forbidden=not row.rights and preset == "None",
                    if_present=row.if_present,
                    given_to=self.given_to,
                )

    @model_validator(mode="after")
    def _keeps_its_level(self) -> Self:
        if self.level == "module" and any(row.activity for row in self.rows):
            raise ValueError(f'Matrix "{self.id}" names activities: set its level to "activity".')
        return self
