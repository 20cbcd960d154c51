"""Rules on translations: they say something of the guide, with the same values in it."""

from collections.abc import Iterator

from apps.checklists.guide.format import Guide
from apps.checklists.guide.text import Text
from apps.checklists.guide.translations import LABELS
from apps.checklists.guide.walk import Found, leaves


def translated_alike(guide: Guide) -> Iterator[Found]:
    """Each phrase stands in the guide, and its translation mentions the same variables."""
    said = _said(guide) if guide.translations else frozenset()
    for at, translation in enumerate(guide.translations):
        for position, phrase in enumerate(translation.words):
            place = ("translations", at, "words", position)
            if phrase.of not in said:
                yield (*place, "of"), "The guide says this nowhere, so that nothing is translated."
            elif Text(phrase.of).names != phrase.to.names:
                yield (*place, "to"), "The translation must mention the same variables."


def _said(guide: Guide) -> frozenset[str]:
    return frozenset(
        str(leaf)
        for place, leaf in leaves(guide)
        if place[0] != "translations" and (isinstance(leaf, Text) or _labels(place, leaf))
    )


def _labels(place: tuple[str | int, ...], leaf: object) -> bool:
    names = [each for each in place if isinstance(each, str)]
    return isinstance(leaf, str) and names[-1] in LABELS
