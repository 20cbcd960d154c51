"""How two versions of a guide differ, step by step, for a customer who is on their way.

What a step has the customer do is compared: its instructions, values, permissions, purposes,
choices, answers and confirmation. Of texts, the words count: neither capitals nor punctuation do.
A hint, a note, a trouble, a picture or the minutes may change freely. So may the way to a page in
Intacct's menus: it is told as changed, but what was done on that page stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Instruction
from apps.checklists.guide.steps import Step
from apps.checklists.guide.text import Text

MENUS = "where to find it"


@dataclass(frozen=True)
class Change:
    """A step as the newer guide has it, and what about it is new, such as "values"."""

    step: Step
    what: tuple[str, ...]

    @property
    def redo(self) -> bool:
        """Whether a person who vouched for the step has to look again."""
        return any(each != MENUS for each in self.what)


@dataclass(frozen=True)
class Difference:
    """The steps that apply to one customer, of the newer guide but for those that are gone."""

    added: tuple[Step, ...]
    removed: tuple[Step, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Step, ...]


def between(older: Guide, newer: Guide, context: Mapping[str, str]) -> Difference:
    """Compare the steps that apply in a context (`facts.context_of`), by their ids."""
    before = {step.id: step for step in older.steps_for(context)}
    after = {step.id: step for step in newer.steps_for(context)}
    both = [step for step in after.values() if step.id in before]
    changes = [Change(each, _changed(before[each.id], each, older, newer)) for each in both]
    return Difference(
        added=tuple(step for step in after.values() if step.id not in before),
        removed=tuple(step for step in before.values() if step.id not in after),
        changed=tuple(each for each in changes if each.what),
        unchanged=tuple(each.step for each in changes if not each.what),
    )


def _changed(before: Step, after: Step, older: Guide, newer: Guide) -> tuple[str, ...]:
    was, is_now = _asked_by(before, older), _asked_by(after, newer)
    return tuple(name for name in is_now if was[name] != is_now[name])


def _asked_by(step: Step, guide: Guide) -> dict[str, Any]:
    """What a step asks of people, by the names that differences are told in."""
    asked = [guide.variable(name) for name in step.asks]
    return {
        MENUS: [(each.place, each.url, each.path) for each in step.instructions],
        "instructions": [list(_words_of(each, guide)) for each in step.instructions],
        "values": [list(_values_of(each, guide)) for each in step.instructions],
        "permissions": [_rows_of(each, guide) for each in step.instructions],
        "purposes": step.serves,
        "choices": step.decision and {each.value for each in step.decision.options},
        "answers": [(each.name, each.kind, each.scope, each.pattern) for each in asked],
        "confirmation": step.attest and _words(step.attest.label, guide),
        "repetition": step.repeat and (step.repeat.over, step.repeat.of),
    }


def _words_of(instruction: Instruction, guide: Guide) -> Iterator[list[str]]:
    for text in (instruction.title, *instruction.text):
        yield _words(text, guide)
    for setting in instruction.settings:
        yield [setting.field, *_words(setting.value, guide)]
    for confirmation in instruction.confirms:
        yield _words(confirmation.answer, guide)


def _words(text: Text, guide: Guide) -> list[str]:
    return re.findall(r"\w+", text.render(_fixed(guide)).casefold())


def _values_of(instruction: Instruction, guide: Guide) -> Iterator[tuple[str, str, str | None]]:
    for each in instruction.values:
        yield each.label, each.variable, guide.variable(each.variable).value


def _rows_of(instruction: Instruction, guide: Guide) -> list[tuple[str, ...]]:
    if instruction.matrix is None:
        return []
    matrix = guide.matrix(instruction.matrix)
    return [(row.application, row.activity or "", matrix.asks(row)) for row in matrix.rows]


def _fixed(guide: Guide) -> dict[str, str]:
    """What the vendor fixed: the customer's own answers are no part of a version."""
    return {each.name: each.value for each in guide.variables if each.value is not None}
