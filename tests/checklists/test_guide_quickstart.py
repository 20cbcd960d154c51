"""Sage's REST quickstart: the vendor registers an application, the customer approves it."""

import pytest

from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import Purpose

GUIDE = load(BUILT_IN / "sage-rest-quickstart.yaml")


@pytest.mark.parametrize(
    ("way", "home"), [("while_approving", "approve"), ("security_tab", "sender")]
)
def test_the_sender_is_approved_either_way(way: str, home: str) -> None:
    decided = {"sender_approval": way}

    step = GUIDE.step_serving(Purpose.SENDER_AUTHORIZED, decided)

    assert step is not None
    assert step.id == home
    assert ("sender" in {each.id for each in GUIDE.steps_for(decided)}) is (home == "sender")


def test_each_way_says_how_to_tell_that_it_worked() -> None:
    (decision,) = GUIDE.decisions

    assert [option.value for option in decision.options] == ["while_approving", "security_tab"]
    assert all(option.worked_when for option in decision.options)


def test_the_vendor_registers_before_any_customer_comes() -> None:
    first, *others = GUIDE.steps

    assert first.id == "register"
    assert first.on_vendor_side
    assert not any(step.on_vendor_side for step in others)
    assert not any("register" in step.needs for step in others)


def test_customers_are_never_asked_for_the_vendors_keys() -> None:
    asked = {name for step in GUIDE.steps for name in step.asks}

    assert asked == {"company_id"}
    assert GUIDE.variable("client_secret").recipient == "portal"
    assert GUIDE.variable("sender_password").recipient == "portal"


def test_the_form_of_the_keys_is_whole() -> None:
    instructions = GUIDE.step("register").instructions
    entered = [value.label for each in instructions for value in each.values]
    set_here = [setting.field for each in instructions for setting in each.settings]

    assert entered == [
        "Sage developer portal",
        "Sage Product API",
        "Redirect URI",
        "Sender ID",
        "Web Services sender password",
    ]
    assert {"Home page URL", "Allowed Origin Domains"} <= set(set_here)
    assert GUIDE.variable("sage_product_api").value == "Sage Intacct"
    assert GUIDE.variable("console_url").value == "https://developer.sage.com/intacct/"


def test_requests_without_approval_are_warned_of() -> None:
    warnings = [note for note in GUIDE.step("approve").notes if note.by == "vendor"]

    assert [str(note.text) for note in warnings] == [
        "Note: Your application's web sender ID must be approved by a company administrator or "
        "your API requests will be rejected."
    ]
    assert warnings[0].severity == "warning"
