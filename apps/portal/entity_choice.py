"""Choosing entities from Intacct's own list: all of them, ticked ones, and IDs typed by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.checklists.guide.format import Guide
from apps.checklists.guide.variables import Variable
from apps.checklists.standing import repeats_per_entity
from apps.checks.entity_reading import Listed

ALL, SOME = "all", "some"


@dataclass(frozen=True)
class Row:
    entity_id: str
    name: str
    active: bool
    chosen: bool
    find: str
    """What a search looks through, in lower case."""


def lists_entities(guide: Guide, variable: Variable) -> bool:
    """Whether the answer names the entities that a step is repeated for."""
    over = [step.repeat.of for step in guide.steps if step.repeat and repeats_per_entity(step)]
    return variable.kind == "list" and variable.name in over


class EntityChoice(forms.CheckboxSelectMultiple):
    """The listed entities as boxes to tick; the answer is their IDs, one on each line.

    ``find`` shows those whose ID or name has it, and all that are chosen: what a search leaves
    out is never lost.
    """

    def __init__(self, listed: tuple[Listed, ...], *, find: str = "") -> None:
        super().__init__()
        self.listed = listed
        self.find = find

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """The IDs chosen: ticked first, in Intacct's order, then those typed by hand."""
        if data.get(f"{name}_which") == ALL:
            return "\n".join(self._active)
        ticked = data.getlist(f"{name}_ticked") if isinstance(data, QueryDict) else []
        typed = [line for line in lines(data.get(name)) if line not in ticked]
        return "\n".join([*ticked, *typed])

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{ALL}"

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = lines(value)
        rows = [self._row(each, chosen) for each in self.listed]
        known = {each.entity_id for each in self.listed}
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "find": self.find,
            "rows": [row for row in rows if row.chosen or self.find.lower() in row.find],
            "total": len(rows),
            "active": len(self._active),
            "chosen": sum(row.chosen for row in rows),
            "all_chosen": bool(chosen) and chosen == self._active,
            "typed": "\n".join(each for each in chosen if each not in known),
        }
        return render_to_string("portal/_entity_choice.html", context)

    @property
    def _active(self) -> list[str]:
        return [each.entity_id for each in self.listed if each.active]

    def _row(self, listed: Listed, chosen: list[str]) -> Row:
        find = f"{listed.entity_id} {listed.name}".lower()
        return Row(listed.entity_id, listed.name, listed.active, listed.entity_id in chosen, find)


def lines(text: str | None) -> list[str]:
    """The lines of an answer that say something, each as it was typed."""
    return [line for line in (text or "").replace("\r\n", "\n").split("\n") if line]
