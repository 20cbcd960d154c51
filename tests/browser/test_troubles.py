"""What goes wrong, and the words for it: the customer's to mend, or nobody's mistake at all."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import moves
from tests.journeys.intacct import MODULES
from tests.journeys.stage import Customer, Stage


@pytest.fixture
def customer(stage: Stage, page: Page) -> Customer:
    """A customer who has done and proven all but the last step, signed in at the page."""
    customer = stage.bring_in("Trouble")
    moves.enter(page, stage.set_up(customer))
    return customer


def test_a_wrong_password(stage: Stage, page: Page, customer: Customer) -> None:
    moves.open_step(page, customer, "user")

    moves.save(page, user_id="Craftable", user_password="canary, but another")

    moves.expect_red(page, "sign_in.refused")


def test_a_wrong_company_id(stage: Stage, page: Page, customer: Customer) -> None:
    moves.open_step(page, customer, "company")

    moves.save(page, company_id="Nowhere")

    moves.expect_red(page, "company.unknown", company_id="Nowhere")


def test_a_permission_missing_on_one_module(stage: Stage, page: Page, customer: Customer) -> None:
    granted = dict.fromkeys([name for name in MODULES if name != "AP"], "All")
    stage.intacct.change(customer.company_id, roles=[{"name": "Craftable", "permissions": granted}])
    moves.open_step(page, customer, "role")

    moves.check(page)

    moves.expect_red(page, "permission.missing", application="Accounts Payable")
    expect(page.locator("#result")).to_contain_text("VENDOR")
    assert moves.statuses(page, customer).count("There is a problem") == 1


@pytest.mark.parametrize(
    ("fault", "code"), [("hang", "intacct.unreachable"), ("html", "intacct.unreadable")]
)
def test_a_trouble_of_intacct_is_never_the_customers_mistake(
    stage: Stage, page: Page, customer: Customer, *, fault: str, code: str
) -> None:
    before = moves.statuses(page, customer)
    stage.intacct.trouble(customer.company_id, fault)
    moves.open_step(page, customer, "sender")

    moves.check(page)

    moves.expect_calm(page, code)
    expect(page.locator("#result")).to_contain_text("This step stays verified")
    assert moves.statuses(page, customer) == before
    moves.expect_no_blame(page)
