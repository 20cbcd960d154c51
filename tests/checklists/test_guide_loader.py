"""Each mistake is told with its file, its line and one sentence. The Craftable guide is spoiled
in one place, and the problem must point at the line of the spoiled words."""

from pathlib import Path

import pytest

from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.loader import BUILT_IN, load, load_all

CRAFTABLE = (BUILT_IN / "craftable.yaml").read_text(encoding="utf-8")


def problems_of(path: Path) -> list[str]:
    with pytest.raises(GuideRefused) as refused:
        load(path)
    return str(refused.value).splitlines()


def write(folder: Path, text: str) -> Path:
    path = folder / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(words: str, text: str) -> int:
    return text[: text.index(words)].count("\n") + 1


SPOILED = [
    ("vendor:\n", "vendr:\n", "vendr:", 'Unknown member "vendr".'),
    ("slug: craftable\n", "", "format: 1", 'Member "slug" is missing.'),
    ("  team: Craft", "  taem: Craft", "  taem:", 'Unknown member "taem".'),
    ("version: 1", 'version: "1"', "version:", '"version" must be a whole number.'),
    ("label: Sender ID", "label: 7", "label: 7", '"label" must be text; put a number in quotes.'),
    ("purposes: [company_id]", "purposes: [comp]", "[comp]", "must be 'web_services_on', "),
    ("actor: customer", "actor: anyone", "actor: anyone", "must be 'intacct_admin', 'customer', "),
    ("2026-11-21", "soon", "reviewed: soon", '"reviewed" must be a date such as 2026-11-21.'),
    ("slug: craftable", "slug: craftable\nslug: x", "slug: x", 'Member "slug" stands here twice.'),
    ("name: admin_role", "name: user_type", "name: user_type\n    label: User", "defined twice"),
    ("value: top\n", "value: single\n", "value: single\n              label: Top", "defined twice"),
    ("“{account_email}”", "“{acount}”", "“{acount}”", 'There is no variable "acount" here.'),
    ("{account_email}", "{user_password}", "{user_password}", "may only be asked for, never shown"),
    ("variable: user_type", "variable: user_password", "- variable: user_password", "never shown"),
    ("matrix: craftable-role", "matrix: role", "matrix: role", 'There is no matrix "role".'),
    ("application: AR", "application: XX", "application: XX", 'no required application "XX".'),
    ("needs: [user]", "needs: [usr]", "needs: [usr]", 'There is no step "usr".'),
    ("needs: [user]", "needs: [finish]", "needs: [finish]", '"finish" must come before'),
    ("variable: user_type", "variable: usr", "variable: usr", 'There is no variable "usr".'),
    ("when: level == top", "when: levl == top", "when: levl", 'No earlier step decides "levl".'),
    ("level == top", "level == up", "level == up", '"level" has no option "up".'),
    ("when: level == top", "when: level = top", "when: level = top", "is no condition"),
    ("asks: [company_id]", "asks: [sender_id]", "asks: [sender_id]", "does not own"),
    ("asks: [company_id]", "asks: [user_id]", "asks: [user_id]", "must be tenant or"),
    ("of: entity_ids", "of: role_title", "of: role_title", "No earlier step asks for a list"),
    ("        asks: [entity_ids]\n", "", "- id: entities", 'Nothing can show that step "entities"'),
    ("purpose: user_exists", "purpose: redirect_uri", "purpose: redirect", "does not serve"),
]


@pytest.mark.parametrize(("old", "new", "spot", "sentence"), SPOILED)
def test_a_mistake_is_told_by_file_line_and_sentence(
    tmp_path: Path, old: str, new: str, spot: str, sentence: str
) -> None:
    text = CRAFTABLE.replace(old, new, 1)
    path = write(tmp_path, text)

    problems = problems_of(path)

    there = f"{path}:{line_of(spot, text)}: "
    assert any(each.startswith(there) and sentence in each for each in problems), problems


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "The file is empty."),
        ("a: 1\nb: [1\n", 3, "Not YAML"),
        ("a: &x 1\nb: *x\n", 1, "aliases are no part of the format"),
        ("- a\n", 1, "The guide must be a mapping of members."),
    ],
)
def test_a_file_that_is_no_guide_is_told_so(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    path = write(tmp_path, text)

    problem = problems_of(path)[0]

    assert problem.startswith(f"{path}:{line}: ")
    assert sentence in problem


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = CRAFTABLE.replace("slug:", "slag:").replace("minutes: 8", "minutes: 0")

    problems = problems_of(write(tmp_path, text))

    assert len(problems) == 3


def test_a_purpose_without_a_step_is_refused(tmp_path: Path) -> None:
    text = CRAFTABLE.replace("purposes: [web_services_on]", "purposes: []")

    problems = problems_of(write(tmp_path, text))

    assert any('no step serves "web_services_on"' in problem for problem in problems)


def test_a_purpose_with_two_steps_is_refused(tmp_path: Path) -> None:
    text = CRAFTABLE.replace("[sender_authorized]", "[sender_authorized, company_id]")

    problems = problems_of(write(tmp_path, text))

    assert any('company and sender serves "company_id"' in problem for problem in problems)


def test_a_repeated_name_has_no_value_where_nothing_repeats(tmp_path: Path) -> None:
    text = CRAFTABLE.replace("      - Press Save.", "      - Press Save in {entity_id}.")

    problems = problems_of(write(tmp_path, text))

    assert any('"entity_id" has no value here' in problem for problem in problems)


def test_a_variable_that_nothing_uses_is_refused(tmp_path: Path) -> None:
    spare = "variables:\n  - {name: spare, label: Spare, owner: customer}\n"
    text = CRAFTABLE.replace("variables:\n", spare, 1)

    problems = problems_of(write(tmp_path, text))

    assert [problem.split(": ", 1)[1] for problem in problems] == [
        'Nothing uses the variable "spare".'
    ]


def test_values_keep_their_spelling(tmp_path: Path) -> None:
    text = CRAFTABLE.replace("value: CraftableMPP", "value: Yes")

    guide = load(write(tmp_path, text))

    assert guide.values["sender_id"] == "Yes"


def test_the_same_version_in_two_files_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, CRAFTABLE)

    with pytest.raises(GuideRefused, match=f"{path}:1: Another file already holds version 1"):
        load_all([BUILT_IN, tmp_path])
