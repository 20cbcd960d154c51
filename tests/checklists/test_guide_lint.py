"""Each doubt is raised by a fault planted for it, at its line, and by no sound guide."""

from datetime import date
from pathlib import Path

import pytest

from apps.checklists.guide.lint import PROBES, Doubtful, lint
from apps.checks.questions import PURPOSES
from tests.checklists.features.feature import guide_with
from tests.checklists.planted import PLANTED

TODAY = date(2026, 11, 21)

SOUND = {
    "guide": """
        senders: [{id: ours, label: Larch, sender_id: sender_id}]
        matrices:
          - {id: by-role, level: module, preset: All, rows: [{application: GL}]}
          - {id: by-user, level: module, preset: All, given_to: user, rows: [{application: GL}]}
    """,
    "variables": """
        - {name: sender_id, label: Sender ID, owner: vendor, value: LarchMPP}
        - {name: entity, label: Entity, owner: customer, sentinels: [{value: "", means: All}]}
    """,
    "step": """
        skip_if_done: There is a user.
        asks: [entity]
        hand_offs: [{to: vendor_operator, values: [entity]}]
        troubles: [{symptom: It is off., text: Ask Sage.}]
    """,
    "instruction": "path: [Company, Setup, Company, Security]",
}


def doubts_about(text: str, folder: Path, today: date = TODAY) -> tuple[Doubtful, ...]:
    path = folder / "guide.yaml"
    path.write_text(text, encoding="utf-8")
    return lint(path, today=today)[1]


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_doubted_at_its_line(code: str, tmp_path: Path) -> None:
    planted = PLANTED[code]

    doubts = doubts_about(planted.text, tmp_path)

    line = planted.text[: planted.text.index(planted.spot)].count("\n") + 1
    assert (code, line) in {(each.code, each.line) for each in doubts}, list(map(str, doubts))


def test_nothing_is_doubted_about_a_sound_guide(tmp_path: Path) -> None:
    assert [str(each) for each in doubts_about(guide_with(**SOUND), tmp_path)] == []


def test_consent_and_hand_are_both_offered_with_oauth(tmp_path: Path) -> None:
    text = guide_with(**SOUND).replace("auth: xml", "auth: authorization_code")
    text = text.replace("- web_services_on", "- oauth_approved\n          - app_registered")

    doubts = doubts_about(text, tmp_path)

    assert [each.code for each in doubts] == ["X4"]


def test_two_values_in_one_field_contradict_each_other(tmp_path: Path) -> None:
    variables = SOUND["variables"] + (
        "    - {name: one, label: One, owner: vendor, value: larch}\n"
        "        - {name: two, label: One, owner: vendor, value: Larch}\n"
    )
    values = "values: [{variable: one, label: User}, {variable: two, label: User}]"
    instruction = f"{SOUND['instruction']}\n{values}"
    text = guide_with(**{**SOUND, "variables": variables, "instruction": instruction})

    sentences = [each.sentence for each in doubts_about(text, tmp_path) if each.code != "X16"]

    assert sentences == ['"User" gets "Larch" here and "larch" in step "work".']


def test_the_editor_stands_by_a_doubt(tmp_path: Path) -> None:
    step = "skip_if_done: There is one.\nhint: It is {sender_id}.\nasks: [entity]"
    accepted = "accepted: [{lint: X5, at: work, why: Larch switches it on.}]"
    text = guide_with(**{**SOUND, "guide": accepted, "step": step})

    reasons = {each.code: each.accepted for each in doubts_about(text, tmp_path)}

    assert reasons["X5"] == "Larch switches it on."
    assert reasons["permission-unspecified"] == ""


@pytest.mark.parametrize(("today", "stale"), [(date(2027, 2, 19), 0), (date(2027, 2, 20), 1)])
def test_a_path_is_stale_after_ninety_days(tmp_path: Path, today: date, stale: int) -> None:
    doubts = doubts_about(guide_with(**SOUND), tmp_path, today)

    assert [each.code for each in doubts] == ["stale-path"] * stale


def test_the_lint_knows_the_probes_there_are() -> None:
    assert frozenset(PURPOSES) == PROBES
