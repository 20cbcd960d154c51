"""The guide without a mouse, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import moves
from tests.journeys.intacct import ADMIN
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

FARTHEST = 40  # presses of Tab


@pytest.fixture
def plain_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.fixture
def customer(stage: Stage) -> Customer:
    customer = stage.bring_in("Plain")
    stage.intacct.found(customer.company_id)
    return customer


def test_the_first_steps_work_without_scripts(
    stage: Stage, plain_page: Page, customer: Customer
) -> None:
    page = plain_page
    moves.sign_in(page, customer.admin)
    page.get_by_role("link", name="Start step 1").click()
    moves.save(page, company_id=customer.company_id)
    reload_after_check(stage, page, customer)
    moves.expect_green(page)

    moves.open_step(page, customer, "enable-web-services")
    moves.expect_red(page, "web_services.off")
    stage.intacct.change(customer.company_id, webServices=True)
    moves.check(page)
    reload_after_check(stage, page, customer)
    moves.expect_green(page)

    moves.open_step(page, customer, "choose-role")
    moves.choose(page, "Restricted permissions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Create the role")


def test_a_mistake_in_a_form_is_told_without_scripts(plain_page: Page, customer: Customer) -> None:
    moves.sign_in(plain_page, customer.admin)
    moves.open_step(plain_page, customer, "company")

    moves.save(plain_page, company_id="has spaces")

    expect(plain_page.get_by_role("alert")).to_contain_text("Company ID must not contain spaces.")
    expect(plain_page.locator("[name=company_id]")).to_have_value("has spaces")


def test_a_step_is_done_by_keyboard_alone(stage: Stage, page: Page, customer: Customer) -> None:
    moves.enter(page, stage.visitor(customer.admin))
    page.goto(customer.hub)

    tab_to(page, "Start step 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/company/")
    tab_to(page, "Company ID")
    page.keyboard.type(customer.company_id)
    tab_to(page, "Save and check")
    page.keyboard.press("Enter")

    moves.expect_green(page)
    tab_to(page, "Next step")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enable Web Services")


def test_a_connection_is_approved_by_keyboard_alone(page: Page, approving: Customer) -> None:
    tab_to(page, "Continue to Sage Intacct")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in to Sage Intacct")).to_be_visible()
    for name, typed in at_intacct(approving).items():
        tab_to(page, name)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    tab_to(page, "Accept")
    page.keyboard.press("Enter")

    moves.expect_approval(page, "Approved by Alice Admin")
    moves.expect_green(page)


def test_a_connection_is_approved_without_scripts(stage: Stage, plain_page: Page) -> None:
    customer = stage.bring_in_to_approve("Plain")
    moves.enter(plain_page, stage.visitor(customer.admin))
    moves.open_step(plain_page, customer, "approve")

    moves.approve(plain_page, customer)
    stage.wait_for_approval(customer, "granted")
    until(lambda: "approve" not in stage.steps_left(customer))
    plain_page.reload()

    moves.expect_approval(plain_page, "Approved by Alice Admin")
    moves.expect_green(plain_page)


def at_intacct(customer: Customer) -> dict[str, str]:
    return {"Company ID": customer.company_id, "User ID": ADMIN, "Password": customer.password}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what bears this name has the focus, and see that the focus shows."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if name in named(page):
            assert focused.evaluate("element => element.matches(':focus-visible')")
            return
    pytest.fail(f"Tab never came to {name}")


def named(page: Page) -> str:
    """Return the words on what has the focus, or on its label."""
    return str(
        page.evaluate(
            "[document.activeElement, ...(document.activeElement.labels ?? [])]"
            ".map(element => element.textContent).join(' ')"
        )
    )


def reload_after_check(stage: Stage, page: Page, customer: Customer) -> None:
    """Do what the page without scripts asks for: look again once the check is over."""
    stage.wait_for_checks(customer)
    page.reload()
