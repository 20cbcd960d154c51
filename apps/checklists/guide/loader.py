"""Loads guides. What it returns is whole: every name leads somewhere, every finding has a step."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apps.checklists.guide import coverage, names, order, ownership, phrases
from apps.checklists.guide.errors import GuideRefused, Problem
from apps.checklists.guide.format import Guide
from apps.checklists.guide.inclusion import Whole, with_included
from apps.checklists.guide.marks import Marked, read
from apps.checklists.guide.sentences import sentence_for

BUILT_IN = Path(__file__).parent.parent / "guides"

_RULES = (
    names.defined_once,
    names.known,
    names.known_in_texts,
    names.used,
    ownership.kept_secret,
    ownership.asked_of_its_owner,
    ownership.given_by_its_owner,
    ownership.derived_from_above,
    ownership.not_the_environment,
    ownership.mailed_to_an_address,
    ownership.bought_with_its_password,
    order.decided_before,
    order.suited_to_an_environment,
    order.needed_before,
    order.repeated_over_a_list,
    order.can_end,
    order.told_of_own_purposes,
    coverage.not_too_many,
    coverage.one_home_each,
    coverage.named_while_repeating,
    phrases.translated_alike,
)


def load(path: Path) -> Guide:
    """Read one guide; GuideRefused with every problem found, OSError when it cannot be read."""
    return load_marked(path)[0].guide


def load_marked(path: Path, including: tuple[Path, ...] = ()) -> tuple[Whole, Marked]:
    """Read one guide with the lines of its file, for those who have more to say about it.

    `including` are the files that are being loaded because one includes the next.
    """
    marked = read(path)
    whole = with_included(_validated(marked), marked, (*including, path.resolve()), load_marked)
    problems = [
        marked.problem(whole.own(place), sentence)
        for rule in _RULES
        for place, sentence in rule(whole.guide)
    ]
    if problems:
        raise GuideRefused(problems)
    return whole, marked


def load_all(places: Iterable[Path] = (BUILT_IN,)) -> dict[tuple[str, int], Guide]:
    """Every guide in the files and folders given, by slug and version.

    GuideRefused with the problems of all files, also when two hold the same slug and version.
    """
    guides: dict[tuple[str, int], Guide] = {}
    problems: list[Problem] = []
    for path in files(places):
        try:
            _keep(load(path), path, guides)
        except GuideRefused as refused:
            problems += refused.problems
    if problems:
        raise GuideRefused(problems)
    return guides


def files(places: Iterable[Path]) -> Iterable[Path]:
    """The guide files among the files and folders given."""
    found = (sorted(each.glob("*.yaml")) if each.is_dir() else [each] for each in places)
    return chain.from_iterable(found)


def _validated(marked: Marked) -> Guide:
    try:
        return Guide.model_validate(marked.data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        problems = (marked.problem(each["loc"], sentence_for(each)) for each in _roots(found))
        raise GuideRefused(problems) from None


def _roots(found: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Not that a list is too short when it is so for its broken items."""
    places = [each["loc"] for each in found]
    for each in found:
        size = len(each["loc"])
        within = any(place[:size] == each["loc"] and len(place) > size for place in places)
        if not (each["type"] == "too_short" and within):
            yield each


def _keep(guide: Guide, path: Path, guides: dict[tuple[str, int], Guide]) -> None:
    key = (guide.slug, guide.version)
    if key in guides:
        again = f'Another file already holds version {guide.version} of "{guide.slug}".'
        raise GuideRefused([Problem(path, 1, again)])
    guides[key] = guide
