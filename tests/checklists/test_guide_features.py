"""The format expresses FF01 to FF39: each loads in one small guide, and is refused when spoiled."""

from pathlib import Path

import pytest

from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.loader import load
from tests.checklists.features import around, branches, steps, values
from tests.checklists.features.feature import Feature, guide_with

FEATURES: dict[str, Feature] = {
    **steps.FEATURES,
    **branches.FEATURES,
    **values.FEATURES,
    **around.FEATURES,
}
NAMED = pytest.mark.parametrize("name", sorted(FEATURES))

EXTRA = """\
sections:
  - id: extra
    title: Extra
    steps:
      - id: greet
        title: Greet
        actor: customer
        minutes: 1
        asks: [contact]
"""
OTHER = (
    guide_with(variables="- {name: contact, label: Contact, owner: customer, exact_case: true}")
    .replace("slug: smallest", "slug: other")
    .replace("sections:\n", EXTRA)
)


def write(folder: Path, text: str) -> Path:
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    path = folder / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_feature_has_its_snippet() -> None:
    assert sorted(name[:4] for name in FEATURES) == [f"FF{at:02}" for at in range(1, 40)]


@NAMED
def test_the_format_expresses(name: str, tmp_path: Path) -> None:
    feature = FEATURES[name]

    guide = load(write(tmp_path, feature.text))

    assert feature.holds(guide)


@NAMED
def test_the_loader_refuses_a_spoiled(name: str, tmp_path: Path) -> None:
    feature = FEATURES[name]
    spoiled = feature.text.replace(feature.old, feature.new, 1)
    path = write(tmp_path, spoiled)

    with pytest.raises(GuideRefused) as refused:
        load(path)

    line = spoiled[: spoiled.index(feature.spot)].count("\n") + 1
    there = [each.sentence for each in refused.value.problems if each.line == line]
    assert any(feature.sentence in sentence for sentence in there), refused.value.problems
