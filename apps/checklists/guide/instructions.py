"""What to do on one page: where, which values to paste, which permissions to give."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from apps.checklists.guide.references import MatrixId, VariableName
from apps.checklists.guide.strict import Conditional, Flag, Link, Sourced, Strict, Words, applying
from apps.checklists.guide.text import Text

Path = Annotated[tuple[Words, ...], Field(min_length=1)]
"""Menu segments, outermost first."""

WHERE = {
    "intacct": "Intacct",
    "developer_console": "Sage's developer console",
    "sage_website": "Sage's website",
    "vendor_product": "the vendor's product",
    "mail": "your mailbox",
    "phone": "the phone",
}
Where = Literal["intacct", "developer_console", "sage_website", "vendor_product", "mail", "phone"]


def _inside_the_folder(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*", name):
        raise ValueError("Write a picture's file relative to the guide, such as role.png.")
    return name


class Note(Conditional, Sourced):
    """A remark; `by: editor` marks it as ours, since everything else is the vendor's word."""

    text: Text
    severity: Literal["note", "warning"] = "note"


class ValueToEnter(Conditional, Sourced):
    """A value to paste; `label` is the page's own word for the field.

    `from_picture`: the vendor shows it only in a picture, and we wrote it out.
    """

    variable: VariableName
    label: Words
    copyable: Flag = True
    optional: Flag = False
    from_picture: Flag = False


class Setting(Conditional, Sourced):
    """A line of a configuration page: this field gets this value."""

    field: Words
    value: Text


class Confirmation(Strict):
    """What the page asks before it goes on, and what to answer."""

    asks: Text
    answer: Text


class Picture(Sourced):
    """A picture beside the guide; of a missing one, `alt` says what it showed."""

    alt: Text
    file: Annotated[str, AfterValidator(_inside_the_folder)] | None = None
    missing: Flag = False

    @model_validator(mode="after")
    def _is_there_or_missing(self) -> Self:
        if (self.file is None) is not self.missing:
            raise ValueError('A picture has either a "file" or "missing: true".')
        return self


class FileArtifact(Strict):
    """A file that a person takes from the page (down) or gives to it (up)."""

    name: Words
    direction: Literal["down", "up"]
    what: Text
    secret: Flag = False


class PathVariant(Strict):
    """The same place in another generation of the menus."""

    label: Words
    path: Path
    checked: date | None = None
    release: Words | None = None


class Instruction(Conditional, Sourced):
    """One numbered action. The title is ours, `text` holds the vendor's own words."""

    title: Text
    place: Where = "intacct"
    url: Link | None = None
    path: Path | None = None
    path_variants: tuple[PathVariant, ...] = ()
    path_checked: date | None = None
    text: tuple[Text, ...] = ()
    values: tuple[ValueToEnter, ...] = ()
    settings: tuple[Setting, ...] = ()
    matrix: MatrixId | None = None
    confirms: tuple[Confirmation, ...] = ()
    pictures: tuple[Picture, ...] = ()
    files: tuple[FileArtifact, ...] = ()
    optional: Flag = False
    notes: tuple[Note, ...] = ()

    def under(self, decisions: Mapping[str, str]) -> Self:
        """The instruction with only the values, settings and notes that apply."""
        kept = {
            "values": applying(self.values, decisions),
            "settings": applying(self.settings, decisions),
            "notes": applying(self.notes, decisions),
        }
        return self.model_copy(update=kept)
