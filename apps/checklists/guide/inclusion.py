"""Takes sections of another guide over, with all they speak of (`reference/market.md` FF29)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.checklists.guide.cover import Include
from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.format import Guide, Section
from apps.checklists.guide.marks import Marked, Place, read
from apps.checklists.guide.references import Reference
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import leaves

DEEPEST = 4
"""A guide may include one that includes another, but not for ever."""

_NAMED = ("variables", "matrices", "senders", "users", "messages", "prerequisites")


@dataclass(frozen=True)
class Whole:
    """A guide with what it includes. `origins`: for each section, its place in the guide's file."""

    guide: Guide
    origins: tuple[Place, ...]
    counts: dict[str, int]

    def own(self, place: Place) -> Place:
        """A place in the whole guide as a place in its own file: an include for what it brought."""
        if place[:1] == ("sections",) and len(place) > 1:
            origin = self.origins[int(place[1])]
            return (*origin, *place[2:]) if origin[0] == "sections" else origin
        listed = len(place) > 1 and isinstance(place[1], int) and place[0] in self.counts
        brought = listed and int(place[1]) >= self.counts[str(place[0])]
        return ("includes",) if brought else place


Load = Callable[[Path, tuple[Path, ...]], tuple[Whole, Marked]]


def with_included(guide: Guide, marked: Marked, chain: tuple[Path, ...], load: Load) -> Whole:
    """The guide with every include replaced by the sections it names; GuideRefused if one fails.

    `chain` are the files whose includes led here; `load` reads another guide.
    """
    counts = {name: len(getattr(guide, name)) for name in _NAMED}
    placed: list[tuple[Place, Section]] = [
        (("sections", at), section) for at, section in enumerate(guide.sections)
    ]
    for at, include in enumerate(guide.includes):
        other = _other(include, ("includes", at), marked=marked, chain=chain, load=load)
        sections = _chosen(other, include, ("includes", at), marked)
        spot = _spot(placed, include)
        placed[spot:spot] = [(("includes", at), section) for section in sections]
        guide = _with_what_they_name(guide, other, sections)
    sections = tuple(section for _, section in placed)
    whole = guide.model_copy(update={"sections": sections})
    return Whole(whole, tuple(place for place, _ in placed), counts)


def _other(
    include: Include, place: Place, *, marked: Marked, chain: tuple[Path, ...], load: Load
) -> Guide:
    path = next((each for each in _siblings(marked.path) if _holds(each, include.guide)), None)
    if path is None:
        raise GuideRefused([marked.problem(place, f"No file here holds {include.guide}.")])
    if path.resolve() in chain or len(chain) > DEEPEST:
        raise GuideRefused([marked.problem(place, f"{include.guide} includes this guide again.")])
    return load(path, chain)[0].guide


def _siblings(path: Path) -> Iterable[Path]:
    return sorted(path.parent.glob("*.yaml"))


def _holds(path: Path, wanted: str) -> bool:
    try:
        data: Any = read(path).data
    except (GuideRefused, OSError):
        return False
    return isinstance(data, dict) and f"{data.get('slug')}@{data.get('version')}" == wanted


def _chosen(other: Guide, include: Include, place: Place, marked: Marked) -> tuple[Section, ...]:
    known = {section.id for section in other.sections}
    for at, name in enumerate(include.sections):
        if name not in known:
            sentence = f'{include.guide} has no section "{name}".'
            raise GuideRefused([marked.problem((*place, "sections", at), sentence)])
    return tuple(
        section
        for section in other.sections
        if not include.sections or section.id in include.sections
    )


def _spot(placed: list[tuple[Place, Section]], include: Include) -> int:
    ids = [section.id for _, section in placed]
    return ids.index(include.before) if include.before in ids else len(ids)


def _with_what_they_name(guide: Guide, other: Guide, sections: tuple[Section, ...]) -> Guide:
    """Our own definition counts where both guides define a name."""
    brought: dict[str, Any] = {}
    wanted = _names(sections)
    for name in ("messages", "users", "senders", "matrices", "prerequisites", "variables"):
        found = [each for each in getattr(other, name) if _wanted(each, name, wanted)]
        wanted |= _names(tuple(found))
        ours = {_name(each) for each in getattr(guide, name)}
        more = tuple(each for each in found if _name(each) not in ours)
        brought[name] = getattr(guide, name) + more
    ours = {each.code for each in guide.requirements.applications}
    more = tuple(each for each in other.requirements.applications if each.code in wanted - ours)
    applications = guide.requirements.applications + more
    requirements = guide.requirements.model_copy(update={"applications": applications})
    return guide.model_copy(update={**brought, "requirements": requirements})


def _wanted(definition: Any, name: str, wanted: set[str]) -> bool:
    if name == "senders":
        return definition.sender_id in wanted
    return _name(definition) in wanted


def _name(definition: Any) -> str:
    return str(getattr(definition, "name", None) or definition.id)


def _names(part: object) -> set[str]:
    names: set[str] = set()
    for _, leaf in leaves(part):
        names |= {str(leaf)} if isinstance(leaf, Reference) else set[str]()
        names |= leaf.names if isinstance(leaf, Text) else set[str]()
    return names
