"""The words of a guide, in which `{name}` stands for a variable."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

NAME = r"[a-z][a-z0-9_]*"
UNKNOWN_YET = "…"


def printable(words: str) -> str:
    """The same words; ValueError where a control character hides in them."""
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" for each in words):
        raise ValueError("Remove the control characters from this text.")
    return words


@dataclass(frozen=True)
class Part:
    """A stretch of plain words, then the name of the variable after it ("" at the end)."""

    literal: str
    name: str


class Text(str):
    """Words with placeholders; `{{` and `}}` stand for braces. To a template it is a str."""

    __slots__ = ()

    @property
    def names(self) -> frozenset[str]:
        """The variables it mentions."""
        return frozenset(part.name for part in self.parts() if part.name)

    def parts(self) -> tuple[Part, ...]:
        """Literals and names in turn, for a page that marks the values it fills in."""
        return tuple(Part(literal, name or "") for literal, name, _, _ in Formatter().parse(self))

    def render(self, values: Mapping[str, str]) -> str:
        """The words with each value filled in as it is; "…" where there is none yet."""
        filled = (part.literal + _filled(part.name, values) for part in self.parts())
        return "".join(filled)

    @classmethod
    def checked(cls, words: str) -> Self:
        """Words as a Text; ValueError for stray braces, surrounding space, control characters."""
        if printable(words) != words.strip():
            raise ValueError("Remove the white space around this text.")
        for _, name, spec, conversion in _pieces(words):
            if name is not None and (spec or conversion or not re.fullmatch(NAME, name)):
                raise ValueError(f'"{{{name}}}" is no placeholder: write {{name_of_a_variable}}.')
        return cls(words)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        words = core_schema.str_schema(min_length=1)
        return core_schema.no_info_after_validator_function(cls.checked, words)


def _filled(name: str, values: Mapping[str, str]) -> str:
    return values.get(name, UNKNOWN_YET) if name else ""


def _pieces(words: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(words))
    except ValueError as error:
        raise ValueError('A brace stands alone: write "{{" or "}}" for a brace.') from error
