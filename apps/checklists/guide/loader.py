"""Loads guides. What it returns is whole: every name leads somewhere, every finding has a step."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from apps.checklists.guide import coverage, names, order
from apps.checklists.guide.errors import GuideRefused, Problem
from apps.checklists.guide.format import Guide
from apps.checklists.guide.marks import Marked, read
from apps.checklists.guide.sentences import sentence_for

BUILT_IN = Path(__file__).parent.parent / "guides"

_RULES = (
    names.defined_once,
    names.known,
    names.known_in_texts,
    names.kept_secret,
    names.used,
    order.decided_before,
    order.needed_before,
    order.asked_of_the_customer,
    order.repeated_over_a_list,
    order.can_end,
    order.told_of_own_purposes,
    coverage.one_home_each,
    coverage.named_while_repeating,
)


def load(path: Path) -> Guide:
    """Read one guide; GuideRefused with every problem found, OSError when it cannot be read."""
    marked = read(path)
    guide = _validated(marked)
    problems = [
        marked.problem(place, sentence) for rule in _RULES for place, sentence in rule(guide)
    ]
    if problems:
        raise GuideRefused(problems)
    return guide


def load_all(places: Iterable[Path] = (BUILT_IN,)) -> dict[tuple[str, int], Guide]:
    """Every guide in the files and folders given, by slug and version.

    GuideRefused with the problems of all files, also when two hold the same slug and version.
    """
    guides: dict[tuple[str, int], Guide] = {}
    problems: list[Problem] = []
    for path in _files(places):
        try:
            _keep(load(path), path, guides)
        except GuideRefused as refused:
            problems += refused.problems
    if problems:
        raise GuideRefused(problems)
    return guides


def _validated(marked: Marked) -> Guide:
    try:
        return Guide.model_validate(marked.data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise GuideRefused(
            marked.problem(each["loc"], sentence_for(each)) for each in found
        ) from None


def _keep(guide: Guide, path: Path, guides: dict[tuple[str, int], Guide]) -> None:
    key = (guide.slug, guide.version)
    if key in guides:
        again = f'Another file already holds version {guide.version} of "{guide.slug}".'
        raise GuideRefused([Problem(path, 1, again)])
    guides[key] = guide


def _files(places: Iterable[Path]) -> Iterable[Path]:
    found = (sorted(each.glob("*.yaml")) if each.is_dir() else [each] for each in places)
    return chain.from_iterable(found)
