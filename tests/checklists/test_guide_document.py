"""The page that explains the format to vendors says what the format does."""

import re
from datetime import date
from pathlib import Path

import pytest

from apps.checklists.guide.lint import lint
from tests.checklists.planted import PLANTED

PAGE = (Path(__file__).parents[2] / "docs" / "guide-format.md").read_text(encoding="utf-8")


def test_the_small_guide_loads_and_leaves_no_question(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "larch.yaml"
    path.write_text(found.group(1) if found else "", encoding="utf-8")

    guide, doubts = lint(path, today=date(2026, 11, 21))

    assert len(guide.steps) == 7
    assert list(map(str, doubts)) == []


@pytest.mark.parametrize("code", [*PLANTED, "X4"])
def test_every_warning_is_explained(code: str) -> None:
    assert f"\n| `{code}` | " in PAGE
