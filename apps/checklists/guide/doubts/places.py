"""Doubts about menu paths: one place spelled two ways, or not looked at for long."""

from collections.abc import Iterator
from datetime import date, timedelta

from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Instruction
from apps.checklists.guide.marks import Place
from apps.checklists.guide.walk import placed_instructions

FRESH = timedelta(days=90)

_ACTIONS = frozenset({"add", "edit", "new", "save", "view", "create", "delete"})
"""What one does at a place; the place is the path before it."""


def spelled_two_ways(sight: Sight) -> Iterator[Doubt]:
    """A page reached by two paths that are not declared variants of each other."""
    met: dict[str, tuple[str, ...]] = {}
    variants = _variants(sight.guide)
    for place, step, instruction in placed_instructions(sight.guide):
        spot = _place(instruction.path or ())
        if len(spot) < 2 or instruction.place != "intacct":  # noqa: PLR2004 a page and its menu
            continue
        known = met.setdefault(spot[-1].casefold(), spot)
        if known != spot and frozenset({known, spot}) not in variants:
            sentence = f'"{_spelled(spot)}" is also spelled "{_spelled(known)}": declare a variant.'
            yield Doubt((*place, "path"), "two-spellings", step.id, sentence)


def not_checked(sight: Sight) -> Iterator[Doubt]:
    """A path in Intacct that nobody looked at for 90 days."""
    for place, step, instruction in placed_instructions(sight.guide):
        if instruction.path is None or instruction.place != "intacct":
            continue
        checked = _checked(instruction, sight.guide)
        if sight.today - checked > FRESH:
            sentence = f'"{_spelled(instruction.path)}" was last checked on {checked}.'
            yield Doubt((*place, "path"), "stale-path", step.id, sentence)


def _variants(guide: Guide) -> set[frozenset[tuple[str, ...]]]:
    groups = []
    for _, _, instruction in placed_instructions(guide):
        paths = [instruction.path or (), *(each.path for each in instruction.path_variants)]
        groups.append({_place(path) for path in paths})
    return {frozenset({one, two}) for group in groups for one in group for two in group}


def _place(path: tuple[str, ...]) -> tuple[str, ...]:
    end = len(path)
    while end and path[end - 1].casefold() in _ACTIONS:
        end -= 1
    return path[:end]


def _checked(instruction: Instruction, guide: Guide) -> date:
    return instruction.path_checked or max(source.reviewed for source in guide.sources)


def _spelled(path: Place) -> str:
    return " › ".join(map(str, path))
