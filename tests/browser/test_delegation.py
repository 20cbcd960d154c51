"""A step sent to a colleague, who has a browser of their own and no account (issue 6, item 2)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import moves
from tests.browser.test_pages import WIDTHS, sideways, violations
from tests.journeys import evidence
from tests.journeys.disguises import found_in
from tests.journeys.post import Letter, letter_to
from tests.journeys.stage import Customer, Stage

NAME = "Priya Nair"
SHOTS = os.environ.get("DELEGATION_SHOTS", "")


@pytest.fixture
def customer(stage: Stage) -> Customer:
    """A customer who has done all up to the Web Services user, whom Intacct has already."""
    customer = stage.bring_in("Alder")
    stage.intacct.found_ready(customer.company_id, password=customer.password)
    admin = stage.visitor(customer.admin)
    admin.post(customer.step("company"), company_id=customer.company_id)
    admin.post(customer.step("choose-role") + "decision/", role_kind="restricted")
    admin.post(customer.step("role"), role_title="Craftable")
    admin.post(customer.step("choose-level") + "decision/", level="top")
    stage.wait_for_checks(customer)
    return customer


@pytest.fixture
def colleague(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of another browser, in which scripts run."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_colleague(browser: Browser, base_url: str) -> Iterator[Page]:
    """The same, without scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    context.close()


def test_a_colleague_types_the_password_and_the_link_dies(
    stage: Stage, page: Page, colleague: Page, customer: Customer
) -> None:
    letter = delegate(stage, page, customer)
    for _ in range(20):
        assert "Open the step" in stage.visitor().get(letter.link).text
    open_step(colleague, letter)

    moves.save(colleague, user_id="Craftable", user_password=customer.password)

    expect(colleague.get_by_role("heading", level=1)).to_have_text("This step is done")
    expect(colleague.locator("main")).to_contain_text("Verified with Sage Intacct")
    assert stage.visitor().get(letter.link).status_code == 410
    moves.open_step(page, customer, "user")
    moves.expect_green(page)
    assert seen_in_the_log(stage, customer)
    assert nowhere(stage, customer.password)


def test_without_scripts_it_works_as_well(
    stage: Stage, page: Page, plain_colleague: Page, customer: Customer
) -> None:
    open_step(plain_colleague, delegate(stage, page, customer))

    moves.save(plain_colleague, user_id="Craftable", user_password="not-the-password")
    stage.wait_for_checks(customer)
    plain_colleague.reload()
    expect(plain_colleague.locator("#result .card__head")).to_contain_text("Not verified")
    moves.save(plain_colleague, user_id="Craftable", user_password=customer.password)
    stage.wait_for_checks(customer)
    plain_colleague.reload()

    expect(plain_colleague.get_by_role("heading", level=1)).to_have_text("This step is done")


def test_every_page_of_it_is_fit_for_everybody(
    stage: Stage, page: Page, colleague: Page, customer: Customer
) -> None:
    letter = delegate(stage, page, customer, shown="panel")
    colleague.goto(letter.link)
    look(colleague, "landing")
    for _ in range(5):
        colleague.get_by_label("Your name").fill(NAME)
        colleague.get_by_label("Code from the email").fill("no code")
        moves.press(colleague, colleague.get_by_role("button", name="Open the step"))
    look(colleague, "locked")
    moves.press(colleague, colleague.get_by_role("button", name="Send a new code"))
    open_step(colleague, letter_to(stage, address_of(customer), number=2))
    look(colleague, "step")
    moves.save(colleague, user_id="Craftable", user_password="not-the-password")
    expect(colleague.locator("#result .card__head")).to_contain_text("Not verified")
    look(colleague, "failed")
    moves.press(colleague, colleague.get_by_role("button", name="I am done"))
    look(colleague, "closed")
    colleague.context.clear_cookies()
    colleague.goto(letter.link)
    look(colleague, "ended")


def delegate(stage: Stage, page: Page, customer: Customer, *, shown: str = "") -> Letter:
    """Let the admin send the user's step, and return what the colleague gets."""
    moves.enter(page, stage.visitor(customer.admin))
    moves.open_step(page, customer, "user")
    page.get_by_text("Send this step to a colleague").click()
    page.get_by_label("Colleague’s email").fill(address_of(customer))
    page.get_by_label("Colleague’s name").fill(NAME)
    page.get_by_label("Note to them").fill("The password is in the mail from Intacct.")
    if shown:
        look(page, f"{shown}-form")
    moves.press(page, page.get_by_role("button", name="Send this step"))
    expect(page.locator("main")).to_contain_text("Not opened yet")
    if shown:
        look(page, f"{shown}-sent")
    return letter_to(stage, address_of(customer))


def open_step(page: Page, letter: Letter) -> None:
    page.goto(letter.link)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Code from the email").fill(letter.code)
    moves.press(page, page.get_by_role("button", name="Open the step"))
    expect(page.get_by_role("button", name="I am done")).to_be_visible()


def address_of(customer: Customer) -> str:
    return f"priya@{customer.slug}.example"


def look(page: Page, name: str) -> None:
    """See that a page is fit at every width, light and dark; keep pictures where asked."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{theme}-{width}.png", full_page=True)
            assert not sideways(page), f"{name} at {width} px"
        assert not violations(page), name


def seen_in_the_log(stage: Stage, customer: Customer) -> bool:
    """Whether the audit log names the colleague for the password."""
    query = (
        "SELECT 1 FROM audit_entry e JOIN tenants_tenant t ON t.id = e.tenant_id"
        " WHERE t.slug = %s AND e.action = 'credential.stored' AND e.actor_label = %s"
    )
    label = f"{NAME} ({address_of(customer)}), delegated"
    return bool(stage.stack.rows(query, customer.slug, label))


def nowhere(stage: Stage, secret: str) -> bool:
    """Whether the secret lies in no table, no mail, no log and no queue; fail by names alone."""
    things = [
        *evidence.tables(stage.stack),
        *evidence.files(stage.stack.log_dir),
        *evidence.files(stage.stack.site.var / "mail"),
        *evidence.keys(stage.stack.redis_url),
    ]
    assert {"checklists_delegation", "outbox_message"} <= {name for name, _ in things}
    found = {name for name, text in things if found_in(text, secret)}
    if found:
        pytest.fail(f"The secret lies in {sorted(found)}")
    return True
