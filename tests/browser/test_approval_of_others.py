"""Approvals that come back from the wrong person, or for the wrong company."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import moves
from tests.browser.test_pages import WIDTHS, keep_picture, sideways, violations
from tests.journeys.stage import Customer, Stage

ELSEWHERE = "The approval was started in another browser"
NOT_YOURS = "Somebody else started this approval"
TOLD = "Your approval came back in another browser"


@pytest.fixture
def other_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page in somebody else's browser."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_that_tells_a_visitor_is_fit_for_everybody(
    other_page: Page, theme: Literal["light", "dark"]
) -> None:
    """Not among the scenes: its status is 403, which the console of a browser always notes."""
    other_page.emulate_media(color_scheme=theme)
    other_page.goto("/oauth/problem/other_browser/")

    for width in WIDTHS:
        other_page.set_viewport_size({"width": width, "height": 900})
        keep_picture(other_page, f"approval-problem-{theme}-{width}")
        assert not sideways(other_page), f"{width} px"
    assert not violations(other_page)


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_forwarded_page_connects_nobody(
    stage: Stage, page: Page, other_page: Page, approving: Customer, *, signed_in: bool
) -> None:
    if signed_in:
        other = stage.bring_in("Other")
        moves.enter(other_page, stage.visitor(other.admin))
    moves.leave_for_intacct(page)

    other_page.goto(page.url)
    moves.accept(other_page, approving)

    expect(other_page.get_by_role("heading", name=ELSEWHERE)).to_be_visible()
    expect(other_page.locator("main")).to_contain_text("Nobody was connected")
    assert approving.name not in other_page.content()
    moves.open_step(page, approving, "approve")
    moves.expect_approval(page, TOLD)
    assert stage.intacct.token_requests(approving.company_id) == []
    assert stage.state_of(approving) == "setting_up"


def test_another_person_at_the_same_browser_connects_nobody(
    stage: Stage, page: Page, other_page: Page, approving: Customer
) -> None:
    moves.enter(other_page, stage.visitor(approving.admin))
    moves.open_step(other_page, approving, "approve")
    moves.leave_for_intacct(other_page)
    moves.enter(other_page, stage.visitor(stage.bring_in("Other").admin))

    moves.accept(other_page, approving)

    expect(other_page.get_by_role("heading", level=1)).to_have_text(NOT_YOURS)
    moves.open_step(page, approving, "approve")
    moves.expect_approval(page, "Somebody else finished your approval")
    assert stage.intacct.token_requests(approving.company_id) == []


def test_the_wrong_company_is_set_aside_and_the_right_one_taken(
    stage: Stage, page: Page, approving: Customer
) -> None:
    wrong = approving.company_id + "-imp"
    stage.intacct.found_approvable(wrong, password=approving.password)

    moves.approve(page, approving, company=wrong)

    moves.expect_approval(page, "You approved another company")
    said = f"You approved {wrong}, but this connection is for {approving.company_id}."
    expect(page.locator("#approval")).to_contain_text(said)
    expect(page.get_by_role("button", name=f"Ask to use {wrong} instead")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()

    moves.approve(page, approving)
    moves.expect_approval(page, "Approved by Alice Admin")
    moves.expect_green(page)


def test_the_other_company_is_asked_for_and_waits_for_the_vendor(
    stage: Stage, page: Page, approving: Customer
) -> None:
    wrong = approving.company_id + "-imp"
    stage.intacct.found_approvable(wrong, password=approving.password)
    moves.approve(page, approving, company=wrong)

    page.get_by_role("button", name=f"Ask to use {wrong} instead").click()

    expect(page.locator("#approval")).to_contain_text(f"asked to use {wrong} instead")
    expect(page.locator("#approval")).to_contain_text("has to confirm it first")
    assert stage.state_of(approving) == "setting_up"
