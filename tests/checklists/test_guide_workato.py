"""Workato: an integration system user, its subscriptions, the connection; one entity or all."""

import pytest

from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import Purpose

GUIDE = load(BUILT_IN / "workato.yaml")


@pytest.mark.parametrize(
    ("level", "home", "repeats"), [("top", "entities", False), ("entity", "user", True)]
)
def test_one_entity_or_all(*, level: str, home: str, repeats: bool) -> None:
    decided = {"level": level, "permission_type": "roles"}
    steps = {step.id: step for step in GUIDE.steps_for(decided)}

    serving = GUIDE.step_serving(Purpose.ENTITY_ACCESS, decided)

    assert serving is not None
    assert serving.id == home
    assert ("entity" in steps) is repeats
    assert (steps["user"].repeat is not None) is repeats


def test_a_blank_location_means_all_entities() -> None:
    def location(level: str) -> list[str]:
        steps = GUIDE.steps_for({"level": level, "permission_type": "roles"})
        connect = next(step for step in steps if step.id == "connect")
        pasted = [v.label for each in connect.instructions for v in each.values]
        settings = [str(s.value) for each in connect.instructions for s in each.settings]
        return [label for label in pasted if label == "Location ID"] + settings

    assert location("top") == ["Leave it blank"]
    assert location("entity") == ["Location ID"]


@pytest.mark.parametrize(
    ("step", "label", "exact"),
    [
        ("user", "User ID", "workato_isu"),
        ("user", "User type", "Business"),
        ("user", "Admin Privileges", "Full"),
        ("sender", "Sender ID", "Workato"),
    ],
)
def test_values_to_paste_are_exact(step: str, label: str, exact: str) -> None:
    values = [each for row in GUIDE.step(step).instructions for each in row.values]

    assert [GUIDE.variable(v.variable).value for v in values if v.label == label] == [exact]


@pytest.mark.parametrize(
    ("step", "warning"),
    [
        ("sender", "Sender IDs are case sensitive."),
        ("sender", "inactive sender ID's are not able to make Web Services requests."),
        ("user", "Full privileges is required to subscribe to applications and modules."),
    ],
)
def test_the_pages_warnings_are_warnings(step: str, warning: str) -> None:
    notes = [note for each in GUIDE.step(step).instructions for note in each.notes]

    assert [n.severity for n in notes if n.text.endswith(warning)] == ["warning"]


def test_error_403_is_warned_of_before_the_user_is_made() -> None:
    notes = {str(note.text): note.severity for note in GUIDE.section_of("user").notes}

    assert notes["Otherwise, you may encounter Error: 403 during recipe building."] == "warning"


def test_the_list_of_senders_is_found_under_either_tab() -> None:
    look = GUIDE.step("sender").instructions[1]

    assert look.path == ("Edit", "Setup", "Web Services authorizations")
    assert [each.path for each in look.path_variants] == [
        ("Edit", "Security", "Web Services authorizations")
    ]
    assert [note.by for note in look.notes] == ["editor"]


def test_permissions_are_given_by_role_or_by_user() -> None:
    def matrices(permission_type: str) -> list[str]:
        steps = GUIDE.steps_for({"level": "top", "permission_type": permission_type})
        return [str(row.matrix) for step in steps for row in step.instructions if row.matrix]

    assert [fact.variable for fact in GUIDE.facts] == ["permission_type"]
    assert matrices("roles") == ["scenario-role"]
    assert matrices("users") == ["scenario-user"]


def test_the_connection_is_made_in_workato() -> None:
    step = GUIDE.step("connect")
    secrets = [v for each in step.instructions for v in each.values if not v.copyable]

    assert not step.in_intacct
    assert step.attest is not None
    assert [value.label for value in secrets] == ["Login password"]
