from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from apps.checklists import library
from apps.checklists.models import Checklist

BUILT_IN = Path(library.__file__).parent / "guides/craftable.yaml"


@pytest.fixture
def two_versions(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Craftable 1 and 2, the second with another title."""
    text = BUILT_IN.read_text(encoding="utf-8")
    newer = text.replace("version: 1\n", "version: 2\n").replace("title: Connect", "title: Join", 1)
    (tmp_path / "craftable-2.yaml").write_text(newer, encoding="utf-8")
    settings.GUIDES_DIRS = [BUILT_IN.parent, tmp_path]
    library.guides.cache_clear()
    yield
    library.guides.cache_clear()


def test_a_checklist_keeps_the_version_it_was_begun_with(two_versions: None) -> None:
    pinned = Checklist(guide_slug="craftable", guide_version=1)

    assert library.guide_of(pinned).version == 1
    assert library.newest("craftable").version == 2


def test_a_list_of_guides_names_each_once_by_title(two_versions: None) -> None:
    titles = [guide.title for guide in library.newest_of_each()]

    assert "Join Craftable to Sage Intacct" in titles
    assert len({guide.slug for guide in library.newest_of_each()}) == len(titles)
    assert titles == sorted(titles)


def test_a_guide_nobody_wrote_is_not_there() -> None:
    with pytest.raises(KeyError):
        library.newest("nowhere")
