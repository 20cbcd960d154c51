"""The built-in guides carry every line of the vendors' pages."""

from pathlib import Path

import pytest

from apps.checklists.guide import seeds
from apps.checklists.guide.loader import load_all

PAGES = Path(__file__).parents[3] / "shared" / "seeds" / "seeds.yaml"


@pytest.fixture
def pages() -> Path:
    if not PAGES.exists():
        pytest.skip("the vendors' pages are not beside this repository")
    return PAGES


def test_no_step_value_rule_warning_or_decision_is_missing(pages: Path) -> None:
    shares = seeds.shares(pages, load_all().values())

    assert sum(len(each.lines) for each in shares if each.kind in seeds.KINDS) > 100
    assert [each.missing for each in shares if each.kind in seeds.KINDS and each.missing] == []


def test_no_guide_names_a_line_that_is_not_there(pages: Path) -> None:
    assert seeds.unknown(pages, load_all().values()) == ()


def test_the_lines_of_a_page_have_names(pages: Path) -> None:
    lines = seeds.lines_of(pages)

    assert lines["S0"]["steps"][0] == "S0.A1"
    assert lines["S0"]["warnings"] == ("S0.warnings.0", "S0.warnings.1", "S0.warnings.2")
    assert lines["S3"]["values"][-1] == "S3.matrix"
    assert "S4.rules.Sender ID" in lines["S4"]["rules"]
