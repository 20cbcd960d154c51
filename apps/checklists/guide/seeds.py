"""Compares guides with the vendors' pages line by line (`../shared/seeds/seeds.yaml`).

A part of a guide names the lines it carries in `seed`: `S0.A1` is a step of the page, and
`S0.variables.NAME`, `S0.rules.NAME`, `S0.warnings.0`, `S0.decisions.0`, `S0.prerequisites.0`,
`S1.accounts.0`, `S0.gaps.0`, `S1.conflicts.0` and `S3.matrix` are its other lines.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from apps.checklists.guide.format import Guide
from apps.checklists.guide.strict import Sourced
from apps.checklists.guide.walk import parts

KINDS = ("steps", "values", "rules", "warnings", "decisions")
"""What a guide must carry in full."""

BESIDES = ("prerequisites", "accounts", "gaps", "conflicts")
"""What it had better mention too."""

_LISTS = {
    "warnings": "warnings",
    "decisions": "decisions",
    "prerequisites": "prerequisites",
    "accounts": "accounts",
    "gaps": "not_stated",
    "conflicts": "internal_conflicts",
}


@dataclass(frozen=True)
class Share:
    """Of one vendor's page and one kind of line: all references, and those no guide carries."""

    seed: str
    kind: str
    lines: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def covered(self) -> int:
        return len(self.lines) - len(self.missing)


def shares(path: Path, guides: Iterable[Guide]) -> tuple[Share, ...]:
    """How much of each page the guides carry; OSError when the file of pages is not there."""
    carried = {line for guide in guides for line in carried_by(guide)}
    return tuple(
        Share(seed, kind, lines, tuple(line for line in lines if line not in carried))
        for seed, kinds in lines_of(path).items()
        for kind, lines in kinds.items()
    )


def unknown(path: Path, guides: Iterable[Guide]) -> tuple[str, ...]:
    """References that lead to no line of any page."""
    kinds = lines_of(path).values()
    known = {line for each in kinds for lines in each.values() for line in lines}
    carried = {line for guide in guides for line in carried_by(guide)}
    return tuple(sorted(carried - known))


def carried_by(guide: Guide) -> frozenset[str]:
    """Every line of a vendor's page that the guide names."""
    return frozenset(line for _, part in parts(guide, Sourced) for line in part.seed)


def by_editor(guide: Guide) -> int:
    """How many parts of the guide are ours, and marked as ours."""
    return sum(part.by == "editor" for _, part in parts(guide, Sourced))


def lines_of(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """By page and kind: the references of all its lines, in order."""
    pages: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]
    return {str(page["id"]): _lines(page) for page in pages}


def _lines(page: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found = {"steps": tuple(str(step["id"]) for step in page["steps"])}
    found["values"] = tuple(_values(page))
    named = (each for each in page["variables"] if "rule" in each)
    found["rules"] = tuple(f"{page['id']}.rules.{each['name']}" for each in named)
    for kind, member in _LISTS.items():
        lines = range(len(page.get(member, ())))
        found[kind] = tuple(f"{page['id']}.{kind}.{at}" for at in lines)
    return {kind: found[kind] for kind in (*KINDS, *BESIDES)}


def _values(page: dict[str, Any]) -> Iterator[str]:
    for each in page["variables"]:
        yield f"{page['id']}.variables.{each['name']}"
    if "permission_matrix" in page:
        yield f"{page['id']}.matrix"
