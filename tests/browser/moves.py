"""What a person does on the pages, and what they look for there."""

import re

from playwright.sync_api import Locator, Page, expect

from apps.checks.catalogue import CATALOGUE
from tests.journeys.intacct import ADMIN
from tests.journeys.stage import Customer
from tests.journeys.visitor import Person, Visitor

expect.set_options(timeout=10_000)  # the worker, and this machine, may be busy

NOT_NOW = "Nothing is wrong with your set-up"


def sign_in(page: Page, person: Person) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_have_count(0)


def enter(page: Page, visitor: Visitor) -> None:
    """Open the browser as somebody who signed in before."""
    url = visitor.base_url
    page.context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in visitor.cookies.items()]
    )


def sign_in_instead(page: Page, person: Person) -> None:
    """Let another person sit down at the same browser."""
    page.context.clear_cookies()
    sign_in(page, person)


def save(page: Page, **answers: str) -> None:
    """Fill the step's fields, by their names, and press "Save and check"."""
    for name, value in answers.items():
        page.locator(f"[name={name}]").fill(value)
    press(page, page.get_by_role("button", name="Save and check"))


def choose(page: Page, label: str) -> None:
    """Take one of the step's alternatives; the portal goes on to the next step."""
    page.locator(".choice label").filter(has_text=label).click()
    press(page, page.get_by_role("button", name="Save this choice"))


def check(page: Page) -> None:
    """Press the button under the result, whether it is the first check or another."""
    press(page, page.locator("#check-button"))


def press(page: Page, button: Locator) -> None:
    """Press a button that sends a form, and wait until the portal has taken it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()


def leave_for_intacct(page: Page) -> None:
    """Press the approval's button, and arrive at Intacct's own page."""
    page.locator("#approval button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Sign in to Sage Intacct")).to_be_visible()


def sign_in_at_intacct(page: Page, customer: Customer, user: str, *, company: str = "") -> None:
    page.get_by_label("Company ID").fill(company or customer.company_id)
    page.get_by_label("User ID").fill(user)
    page.get_by_label("Password").fill(customer.password)
    page.get_by_role("button", name="Sign in").click()


def approve(page: Page, customer: Customer, *, company: str = "") -> None:
    """Go to Intacct, sign in as the administrator, accept, and be brought back."""
    leave_for_intacct(page)
    accept(page, customer, company=company)
    page.wait_for_url(f"**{customer.step('approve')}*")


def accept(page: Page, customer: Customer, *, company: str = "") -> None:
    """On Intacct's page: sign in as the administrator, and accept."""
    sign_in_at_intacct(page, customer, ADMIN, company=company)
    page.get_by_role("button", name="Accept").click()


def expect_approval(page: Page, headline: str) -> None:
    """See how the approval stands, by its headline."""
    expect(page.locator("#approval-title")).to_have_text(headline)


def open_step(page: Page, customer: Customer, step_id: str) -> None:
    page.goto(customer.step(step_id))


def expect_red(page: Page, code: str, **values: str) -> None:
    """See that the step is not verified, for the reason that the catalogue knows by this code."""
    expect(page.locator("#result-title")).to_have_text(title_of(code, **values))
    expect(page.locator("#result")).to_contain_text("Fix it in Intacct")
    expect(page.locator("#result .card__head")).to_contain_text("Not verified")


def expect_green(page: Page) -> None:
    expect(page.locator("#result-title")).to_have_text("Verified with Sage Intacct")
    expect(page.locator("#result .finding")).to_have_count(0)


def expect_calm(page: Page, code: str) -> None:
    """See that we could not tell, and that nobody blames or instructs the customer."""
    expect(page.locator("#result-title")).to_have_text(title_of(code))
    expect(page.locator("#result")).to_contain_text(NOT_NOW)
    expect_no_blame(page)


def expect_no_blame(page: Page) -> None:
    """See nothing red, nothing to correct and nothing that calls for the customer's work."""
    expect(page.locator(".dot--bad, .tag--bad, .alert--bad, .error-summary")).to_have_count(0)
    expect(page.get_by_text("Fix it in Intacct")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("^Error"))


def statuses(page: Page, customer: Customer) -> list[str]:
    """Return the status of every step on the hub, in order."""
    page.goto(customer.hub)
    return [text.strip() for text in page.locator(".tasks__meta").all_inner_texts()]


def title_of(code: str, **values: str) -> str:
    """Return the catalogue's title for a finding."""
    return CATALOGUE[code].title.format_map(values)
