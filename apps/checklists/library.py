"""The guides this installation knows: the built-in ones and the operator's own."""

from functools import cache

from django.conf import settings

from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import load_all
from apps.checklists.models import Checklist


@cache
def guides() -> dict[tuple[str, int], Guide]:
    """Every guide by slug and version; raises `GuideRefused` naming file and line."""
    return load_all(settings.GUIDES_DIRS)


def newest(slug: str) -> Guide:
    """The highest version of a guide; KeyError where there is none."""
    versions = [version for known, version in guides() if known == slug]
    if not versions:
        raise KeyError(slug)
    return guides()[slug, max(versions)]


def newest_of_each() -> list[Guide]:
    """The highest version of every guide, by title."""
    slugs = {slug for slug, _ in guides()}
    return sorted(map(newest, slugs), key=lambda guide: guide.title)


def guide_of(checklist: Checklist) -> Guide:
    """The very version this checklist is pinned to."""
    return guides()[checklist.guide_slug, checklist.guide_version]
