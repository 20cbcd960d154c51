"""Says a guide in another language, phrase by phrase; what nobody translated stays as it is."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from apps.checklists.guide.text import Text

LABELS = frozenset({"label", "path", "field", "term", "aliases", "profile", "activity", "says"})
"""Members that hold plain words for people. Values, names and examples are data: never turned."""

M = TypeVar("M", bound=BaseModel)


def translated(part: M, words: Mapping[str, str]) -> M:
    """A copy with every text and label that `words` knows replaced by its translation."""
    if not words:
        return part
    names = (name for name in type(part).model_fields if name not in {"translations", "vendor"})
    turned = {name: _turned(getattr(part, name), words, name) for name in names}
    return part.model_copy(update=turned)


def _turned(value: Any, words: Mapping[str, str], name: str) -> Any:
    if isinstance(value, BaseModel):
        return translated(value, words)
    if isinstance(value, tuple):
        return tuple(_turned(item, words, name) for item in value)
    if isinstance(value, Text):
        return Text(words.get(value, value))
    if isinstance(value, str) and name in LABELS:
        return str(words.get(value, value))
    return value
