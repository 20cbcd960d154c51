import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.checklists.guide import schema
from apps.checklists.guide.loader import BUILT_IN
from apps.checklists.management import coverage_table
from tests.checklists.features.feature import guide_with

PAGES = """
seeds:
  - id: S9
    variables: [{name: Code}]
    steps: [{id: S9.A1}, {id: S9.A2}]
    warnings: [Beware]
"""


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("guides", *arguments, stdout=out)
    return out.getvalue()


def write(folder: Path, **snippets: str) -> str:
    path = folder / "guide.yaml"
    path.write_text(guide_with(**snippets), encoding="utf-8")
    return str(path)


def test_every_guide_is_named_with_what_is_doubtful_about_it(tmp_path: Path) -> None:
    assert "craftable version" in run("check")
    assert run("check", write(tmp_path)).endswith("smallest version 1: 2 steps, 6 warnings\n")


def test_warnings_are_told_by_file_and_line_and_are_no_errors(tmp_path: Path) -> None:
    path = write(tmp_path)

    assert f"{path}:18: No step hands anything over. [X18]\n" in run("check", path)


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There are warnings"):
        run("check", "--strict", write(tmp_path))


def test_coverage_counts_the_lines_of_the_vendors_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "seeds.txt"
    pages.write_text(PAGES, encoding="utf-8")
    monkeypatch.setattr(coverage_table, "PAGES", pages)
    guide = write(tmp_path, step="notes: [{text: x, seed: [S9.A1, S9.warnings.0, S9.gone]}]")

    table = run("check", "--coverage", guide)

    assert re.search(r"S9 +1/2 +50% +0/1 +0% +- +1/1 100% ", table)
    assert "S9 lacks steps: S9.A2\n" in table
    assert "S9.gone is no line of any page\n" in table


def test_coverage_says_when_the_pages_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_table, "PAGES", Path("/nowhere/seeds.yaml"))

    assert "No coverage: the vendors' pages are not in /nowhere." in run("check", "--coverage")


def test_a_guide_is_rendered() -> None:
    assert run("render", "craftable").startswith("# Connect Craftable to Sage Intacct\n")
    assert run("render", "craftable", "--format", "html").startswith("<!doctype html>")


def test_an_unknown_guide_cannot_be_rendered() -> None:
    with pytest.raises(CommandError, match='There is no guide "nobody"'):
        run("render", "nobody")


def test_the_schema_is_shown() -> None:
    assert run("schema") == schema.schema()


def test_a_spoiled_guide_fails_with_file_and_line(tmp_path: Path) -> None:
    spoiled = tmp_path / "mine.yaml"
    text = (BUILT_IN / "craftable.yaml").read_text(encoding="utf-8")
    spoiled.write_text(text.replace("auth: xml", "auth: smoke"), encoding="utf-8")

    with pytest.raises(CommandError, match=rf"{spoiled}:\d+: \"auth\" must be 'xml'"):
        call_command("guides", "check", str(tmp_path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("guides", "check", str(tmp_path / "nowhere.yaml"))
