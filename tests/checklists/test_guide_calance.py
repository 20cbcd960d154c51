"""Calance: the customer buys its own sender ID; implementation first, then production."""

import pytest

from apps.checklists.guide.loader import BUILT_IN, load

GUIDE = load(BUILT_IN / "calance.yaml")


def words_of(step_id: str, **context: str) -> str:
    step = next(each for each in GUIDE.steps_for(context) if each.id == step_id)
    texts = [text for each in step.instructions for text in each.text]
    notes = [note.text for each in step.instructions for note in each.notes]
    return "\n".join([*texts, *notes, *(note.text for note in step.notes)])


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("sender_id", "tenant"),
        ("sender_password", "tenant"),
        ("company_id", "environment"),
        ("user_id", "environment"),
        ("user_password", "environment"),
    ],
)
def test_the_sender_serves_all_environments_and_the_user_one(name: str, scope: str) -> None:
    assert GUIDE.variable(name).scope == scope
    assert GUIDE.variable(name).owner == "customer"


def test_the_sender_is_the_customers_own() -> None:
    (sender,) = GUIDE.senders

    assert (sender.sender_id, sender.password) == ("sender_id", "sender_password")
    assert GUIDE.step("sender-password").asks == ("sender_id", "sender_password")
    assert GUIDE.step("buy-sender").actor == "sender_buyer"


def test_buying_the_sender_waits_for_sage_and_brings_the_letter() -> None:
    step = GUIDE.step("buy-sender")

    assert step.wait is not None
    assert step.wait.who == "sage_account_manager"
    assert [GUIDE.message(each.message or "").by for each in step.hand_offs] == ["editor"]


def test_the_password_is_reset_by_intacct_alone() -> None:
    assert "that password can only be reset by Intacct going forward" in words_of(
        "sender-password", environment="implementation"
    )
    assert GUIDE.variable("sender_password").lifetime


@pytest.mark.parametrize(
    ("environment", "told", "silent"),
    [
        ("implementation", "test data needed for the integrations", "read-only account"),
        ("sandbox", "test data needed for the integrations", "read-only account"),
        ("production", "In production this can be a read-only account.", "invite our developer"),
    ],
)
def test_developers_may_write_in_test_and_read_in_production(
    environment: str, told: str, silent: str
) -> None:
    words = words_of("developers", environment=environment)

    assert told in words
    assert silent not in words


def test_production_may_take_other_values() -> None:
    def step_ids(environment: str) -> set[str]:
        return {step.id for step in GUIDE.steps_for({"environment": environment})}

    assert step_ids("production") - step_ids("implementation") == {"choose-values"}
    other = words_of("user", environment="production", production_values="different")
    same = words_of("user", environment="production", production_values="same")
    assert "You chose other values" in other
    assert "You chose other values" not in same


def test_the_users_values_are_exact() -> None:
    assert GUIDE.variable("given_user_id").value == "calance"
    assert GUIDE.variable("given_user_name").value == "calance"
    assert GUIDE.variable("account_email").problem_with("alder@calance.us") is None
    assert GUIDE.variable("account_email").problem_with("alder@alder.example")
    assert GUIDE.variable("user_password").mailed_to == "account_email"


def test_there_are_two_kinds_of_users() -> None:
    assert {user.id: user.kind for user in GUIDE.users} == {
        "developer": "person",
        "integration": "web_services",
    }
    assert GUIDE.step("developers").user == "developer"
    assert GUIDE.step("user").user == "integration"


def test_rights_that_calance_does_not_name_are_not_made_up() -> None:
    assert GUIDE.demands({"environment": "implementation"}) == ()
    assert GUIDE.matrix("integration").preset == "Unspecified"
