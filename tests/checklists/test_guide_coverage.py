"""Only decisions that can come about are considered, and many of them cost next to nothing."""

from pathlib import Path
from time import process_time

import pytest

from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.format import Guide
from apps.checklists.guide.lint import lint
from apps.checklists.guide.loader import load
from tests.checklists.features.feature import guide_with
from tests.checklists.test_guide_lint import TODAY


def fact(name: str, when: str = "") -> str:
    condition = f"  when: {when}\n" if when else ""
    return (
        f"- id: {name.replace('_', '-')}\n  title: Look\n  actor: customer\n  minutes: 1\n"
        f"{condition}  decision:\n    kind: fact\n    variable: {name}\n    legend: What?\n"
        "    options: [{value: a, label: A}, {value: b, label: B}, {value: c, label: C}]\n"
    )


def write(folder: Path, **snippets: str) -> Path:
    path = folder / "guide.yaml"
    path.write_text(guide_with(**snippets), encoding="utf-8")
    return path


def loaded(folder: Path, **snippets: str) -> Guide:
    return load(write(folder, **snippets))


def test_a_decision_nobody_is_asked_is_absent(tmp_path: Path) -> None:
    guide = loaded(tmp_path, steps=fact("one") + fact("two", "one == b"))

    ways = list(combinations(guide))

    assert {"one": "a"} in ways
    assert len(ways) == 1 + 3 + 1


def test_an_environment_is_considered_where_a_condition_asks_for_it(tmp_path: Path) -> None:
    notes = "notes: [{text: Beware., when: environment == production}]"

    assert list(combinations(loaded(tmp_path))) == [{}]
    assert [each["environment"] for each in combinations(loaded(tmp_path, step=notes))] == [
        "production",
        "implementation",
    ]


def test_what_only_one_environment_has_a_step_for_is_missing_in_the_other(tmp_path: Path) -> None:
    path = write(tmp_path, step="when: environment == production")

    with pytest.raises(GuideRefused, match="With environment = implementation, no step serves"):
        load(path)


def test_forty_facts_are_checked_in_no_time(tmp_path: Path) -> None:
    facts = "".join(fact(f"fact_{at}") for at in range(40))
    notes = "".join(f"\n  - {{text: Note., when: fact_{at} == a}}" for at in range(5))
    path = write(tmp_path, steps=facts, step=f"notes:{notes}")
    start = process_time()

    lint(path, today=TODAY)

    assert process_time() - start < 1


def test_a_purpose_that_hangs_on_too_much_is_refused(tmp_path: Path) -> None:
    facts = "".join(fact(f"fact_{at}") for at in range(8))
    all_a = " and ".join(f"fact_{at} == a" for at in range(8))
    path = write(tmp_path, steps=facts, step=f"notes: [{{text: Note., when: {all_a}}}]")

    with pytest.raises(GuideRefused, match="Too many decisions bear on one thing: fact_0, "):
        load(path)
