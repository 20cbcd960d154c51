"""Whatever a file holds, the loader reads it or names what is wrong with it; it never breaks."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.checklists.guide.errors import GuideRefused, Problem
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.marks import MOST_BYTES, read
from tests.checklists.features.feature import guide_with
from tests.checklists.features.values import MATRIX
from tests.checklists.test_guide_features import FEATURES, OTHER

BOMB = "a: &a [x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def problem_of(folder: Path, text: str) -> str:
    path = folder / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GuideRefused) as refused:
        load(path)
    return str(refused.value).removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x" * (MOST_BYTES + 1), "1: A guide has at most 1 MB."),
        ("a: " + "[" * 1500, "1: Nested too deeply."),
        ("[" * 60 + "]" * 60, "1: Nested too deeply."),
        (BOMB, "1: Write this out: aliases are no part of the format."),
        ("slug: !!python/object:os.system x\n", "1: Remove the tag"),
        ("a: 1\nslug: !secret x\n", "2: Remove the tag"),
        ("? [a, b]\n: 1\n", "1: The name of a member must be one word."),
        ("version: " + "9" * 5000, "1: "),
        ('title: "a\\0b"\n', "1: "),
        ('title: "\\ud800"\n', "1: "),
        ("a: \x07\n", "1: Not text in UTF-8."),
    ],
)
def test_a_file_made_to_harm_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert problem_of(tmp_path, text).startswith(problem)


def test_control_characters_are_refused(tmp_path: Path) -> None:
    text = guide_with(step='hint: "Do\\e[31m it"')

    assert "Remove the control characters from this text." in problem_of(tmp_path, text)


def write(folder: Path, data: object) -> Path:
    (folder / "other.yaml").write_text(OTHER, encoding="utf-8")
    path = folder / "guide.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["craftable", *sorted(FEATURES)])
def test_writing_a_guide_down_again_loses_nothing(name: str, tmp_path: Path) -> None:
    path = BUILT_IN / "craftable.yaml"
    if name in FEATURES:
        path = write(tmp_path, yaml.safe_load("{}"))
        path.write_text(FEATURES[name].text, encoding="utf-8")
    guide = load(path)

    again = load(
        write(tmp_path, without_included(guide.model_dump(mode="json", exclude_defaults=True)))
    )

    assert again == guide


def without_included(data: dict[str, Any]) -> dict[str, Any]:
    """What an include brought is brought again."""
    if "includes" in data:
        data["sections"] = [each for each in data["sections"] if each["id"] != "extra"]
        data["variables"] = [each for each in data["variables"] if each["name"] != "contact"]
    return data


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(sorted(FEATURES)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
WHOLE = guide_with(
    guide=MATRIX + "\nglossary: [{term: a, means: b}]",
    variables="- {name: own, label: Own, owner: customer, kind: list, "
    "pattern: {matches: a, says: b}}",
    step="asks: [own]\nwait: {who: customer, what: x}\nhand_offs: [{to: customer, values: [own]}]",
    instruction="settings: [{field: a, value: b}]\npath: [A, B]",
)


def problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        load(path)
    except GuideRefused as refused:
        return refused.problems
    return ()


def places(data: object, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [place, *(spot for key, value in inner for spot in places(value, (*place, key)))]


def replaced(data: Any, place: tuple[Any, ...], value: object) -> Any:
    if not place:
        return value
    copied = data.copy()
    copied[place[0]] = replaced(data[place[0]], place[1:], value)
    return copied


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_part_may_be_anything_without_harm(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "whole.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    whole = read(path).data
    place = data.draw(st.sampled_from(places(whole)))
    spoiled = write(tmp_path, replaced(whole, place, data.draw(ANYTHING)))

    assert all(each.line >= 1 and each.sentence for each in problems_of(spoiled))
