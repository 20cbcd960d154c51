"""What to do on Intacct's pages: where, which values to paste, which permissions to give."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field

from apps.checklists.guide.strict import (
    ApplicationCode,
    Conditional,
    Flag,
    Id,
    MatrixId,
    Strict,
    VariableName,
    Words,
    applying,
)
from apps.checklists.guide.text import Text

Path = Annotated[tuple[Words, ...], Field(min_length=1)]
"""Menu segments of Intacct, outermost first."""


class Note(Conditional):
    """A remark; `by: editor` marks it as ours, since everything else is the vendor's word."""

    text: Text
    by: Literal["vendor", "editor"] = "vendor"
    severity: Literal["note", "warning"] = "note"


class ValueToEnter(Conditional):
    """A value to paste into Intacct; `label` is Intacct's own word for the field."""

    variable: VariableName
    label: Words
    copyable: Flag = True


class PathVariant(Strict):
    """The same place in another generation of Intacct's menus."""

    label: Words
    path: Path


class Instruction(Conditional):
    """One numbered action. The title is ours, `text` holds the vendor's own words."""

    title: Text
    path: Path | None = None
    path_variants: tuple[PathVariant, ...] = ()
    path_checked: date | None = None
    text: tuple[Text, ...] = ()
    values: tuple[ValueToEnter, ...] = ()
    matrix: MatrixId | None = None
    optional: Flag = False
    notes: tuple[Note, ...] = ()

    def under(self, decisions: Mapping[str, str]) -> Self:
        """The instruction with only the values and notes that apply."""
        kept = {
            "values": applying(self.values, decisions),
            "notes": applying(self.notes, decisions),
        }
        return self.model_copy(update=kept)


class Row(Strict):
    """One application of a permission matrix; without `preset` the matrix's own counts."""

    application: ApplicationCode
    preset: Words | None = None


class Matrix(Strict):
    """The permissions a role needs, one row for each application."""

    id: Id
    level: Literal["module"]
    preset: Words
    rows: tuple[Row, ...] = Field(min_length=1)
