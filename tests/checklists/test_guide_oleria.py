"""Oleria: an application of the customer's own, and the keys to it."""

import pytest

from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import Purpose

GUIDE = load(BUILT_IN / "oleria.yaml")


def ids(**decisions: str) -> list[str]:
    return [step.id for step in GUIDE.steps_for(decisions)]


@pytest.mark.parametrize(("existing", "home"), [("no", "create-user"), ("yes", "view-user")])
def test_a_user_that_is_there_is_checked_like_a_new_one(existing: str, home: str) -> None:
    steps = GUIDE.steps_for({"existing_user": existing, "client_scope": "production"})

    serving = [step.id for step in steps if Purpose.USER_SIGNS_IN in step.serves]

    assert serving == [home]
    assert {"create-user", "view-user"} & {step.id for step in steps} == {home}


def test_the_scope_fits_the_environment_and_stays() -> None:
    decision = next(each for each in GUIDE.decisions if each.variable == "client_scope")

    suits = {each.value: each.environments for each in decision.options}

    assert suits == {
        "production": ("production",),
        "non_production": ("sandbox", "implementation"),
    }
    assert all(each.irreversible for each in decision.options)


def test_the_keys_come_back_in_one_step() -> None:
    assert GUIDE.step("hand-over").asks == ("user_name", "client_id", "client_secret")
    assert GUIDE.variable("client_secret").secret
    assert "client_secret" not in GUIDE.values


def test_the_license_key_is_never_asked_for() -> None:
    asked = {name for step in GUIDE.steps for name in step.asks}

    assert "license_key" not in asked
    assert GUIDE.variable("license_key").recipient == "developer_console"


@pytest.mark.parametrize(
    ("answer", "right"),
    [("oleria@AlderFinch-prod", True), ("oleria%40AlderFinch-prod", True), ("oleria", False)],
)
def test_a_user_name_has_both_halves(*, answer: str, right: bool) -> None:
    assert (GUIDE.variable("user_name").problem_with(answer) is None) is right


def test_the_application_is_authorized_where_the_page_says() -> None:
    first = GUIDE.step("authorize-client").instructions[0]

    assert first.path == (
        *("Company", "Setup", "Company", "Security"),
        *("Authorized Client Applications", "Add"),
    )
    assert any(each.path[3] == "Edit" for each in first.path_variants)


def test_the_console_is_not_in_intacct() -> None:
    step = GUIDE.step("create-application")

    assert step.actor == "developer_portal_user"
    assert not step.in_intacct
    assert [value.label for each in step.instructions for value in each.values] == [
        "API type",
        "Name",
        "Intacct Web Services License Password/Key",
    ]


def test_case_is_warned_of_where_it_counts() -> None:
    notes = [note for each in GUIDE.step("authorize-client").instructions for note in each.notes]

    warned = [note.text for note in notes if note.seed == ("S0.warnings.1",)]

    assert warned == [
        "This field is case-sensitive, so ensure you enter it exactly as it was created."
    ]


def test_nothing_waits_on_what_does_not_apply() -> None:
    assert "view-user" not in ids(existing_user="no", client_scope="production")
    assert ids()[-1] == "finish"
