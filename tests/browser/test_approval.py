"""The approval in Intacct, on its own pages in real tabs (issue 4, Must show)."""

from playwright.sync_api import Page, expect

from tests.browser import moves
from tests.journeys.intacct import CLERK
from tests.journeys.stage import Customer, Stage
from tests.journeys.waiting import until

BY_ALICE = "Approved by Alice Admin"
NOT_GIVEN = "Approval was not given"
TOO_LONG = "That took longer than we can wait"
NOTHING_CHANGED = "Nothing has changed, and your steps are saved."


def test_an_administrator_approves_and_it_is_verified(page: Page, approving: Customer) -> None:
    moves.approve(page, approving)

    moves.expect_approval(page, BY_ALICE)
    moves.expect_green(page)
    assert page.url.endswith(approving.step("approve") + "#approval")


def test_what_is_declined_changes_nothing(stage: Stage, page: Page, approving: Customer) -> None:
    moves.leave_for_intacct(page)
    moves.sign_in_at_intacct(page, approving, "admin")
    page.get_by_role("button", name="Decline").click()

    moves.expect_approval(page, NOT_GIVEN)
    expect(page.locator("#approval")).to_contain_text(NOTHING_CHANGED)
    assert stage.intacct.token_requests(approving.company_id) == []

    moves.approve(page, approving)
    moves.expect_approval(page, BY_ALICE)


def test_who_is_no_administrator_learns_whom_to_ask(page: Page, approving: Customer) -> None:
    moves.leave_for_intacct(page)
    moves.sign_in_at_intacct(page, approving, CLERK)
    expect(page.get_by_role("heading", name="Contact your company administrator")).to_be_visible()
    page.get_by_role("button", name="Go back to the application").click()

    moves.expect_approval(page, NOT_GIVEN)
    expect(page.locator("#approval")).to_contain_text("you are not a full administrator there")
    page.get_by_text("Send this to an administrator").click()
    expect(page.locator("#approval")).to_contain_text(approving.step("approve"))


def test_after_eleven_minutes_it_is_too_late(stage: Stage, page: Page, approving: Customer) -> None:
    moves.leave_for_intacct(page)
    stage.let_minutes_pass(approving, 11)
    moves.accept(page, approving)

    moves.expect_approval(page, TOO_LONG)
    expect(page.locator("#approval")).to_contain_text("more than 10 minutes")
    assert stage.intacct.token_requests(approving.company_id) == []


def test_back_and_reload_ask_for_no_second_token(
    stage: Stage, page: Page, approving: Customer
) -> None:
    moves.approve(page, approving)
    moves.expect_approval(page, BY_ALICE)

    page.go_back()
    page.goto(approving.step("approve"))
    page.reload()

    moves.expect_approval(page, BY_ALICE)
    assert len(stage.intacct.token_requests(approving.company_id)) == 1


def test_the_answer_opened_again_shows_what_became_of_it(
    stage: Stage, page: Page, approving: Customer
) -> None:
    """As Back over the redirect, or a second tab, would: the very address Intacct sent."""
    came_by: list[str] = []
    page.on("request", lambda each: came_by.append(each.url))
    moves.approve(page, approving)
    moves.expect_approval(page, BY_ALICE)
    answer = next(url for url in came_by if "/oauth/callback/" in url)

    second_tab = page.context.new_page()
    for _ in range(3):
        second_tab.goto(answer)
        moves.expect_approval(second_tab, BY_ALICE)

    assert len(stage.intacct.token_requests(approving.company_id)) == 1


def test_a_second_tab_that_starts_anew_replaces_the_first(
    stage: Stage, page: Page, approving: Customer
) -> None:
    moves.leave_for_intacct(page)
    second_tab = page.context.new_page()
    moves.open_step(second_tab, approving, "approve")
    moves.expect_approval(second_tab, "Waiting for your approval in Sage Intacct")
    moves.approve(second_tab, approving)
    moves.expect_approval(second_tab, BY_ALICE)

    moves.accept(page, approving)

    moves.expect_approval(page, BY_ALICE)  # the step tells of the newest, which stands
    assert len(stage.intacct.token_requests(approving.company_id)) == 1


def test_an_approval_that_intacct_ended_is_given_again(
    stage: Stage, page: Page, approving: Customer
) -> None:
    moves.approve(page, approving)
    moves.expect_green(page)
    stage.visitor(approving.admin).post(approving.step("finish") + "attestation/")
    until(lambda: stage.state_of(approving) == "connected")

    stage.intacct.kill_tokens(approving.company_id)
    until(lambda: stage.state_of(approving) == "broken", seconds=40)
    page.goto(approving.hub)
    page.get_by_role("link", name="Approve again").click()
    moves.expect_approval(page, "The approval has ended")
    moves.approve(page, approving)

    moves.expect_approval(page, BY_ALICE)
    until(lambda: stage.state_of(approving) == "connected", seconds=40)
    assert stage.find(approving).connection_id == approving.connection_id
