"""The whole Craftable guide, as its people walk it (issue 2, Must show)."""

from playwright.sync_api import Page, expect

from tests.browser import moves
from tests.journeys.intacct import ROLES, SENDERS
from tests.journeys.stage import Customer, Stage, link_in
from tests.journeys.waiting import until

DONE, PROBLEM = "Completed", "There is a problem"
SENDER_STEP = 2  # its place among the steps, from 0


def test_an_invited_admin_connects_the_company_and_it_is_watched_from_then_on(
    stage: Stage, page: Page
) -> None:
    customer = stage.announce("Walk")

    link = invite(stage, page, customer)
    let_a_mail_scanner_look(stage, link)
    customer = join(stage, page, customer, link=link)
    open_the_company(stage, page, customer)
    give_rights(stage, page, customer)
    finish(page, customer)
    see_it_connected(stage, page, customer)
    lose_the_authorization(stage, page, customer)
    regain_the_authorization(stage, page, customer)


def invite(stage: Stage, page: Page, customer: Customer) -> str:
    moves.sign_in(page, stage.operators["operator"])
    page.goto("/ops/tenants/new/")
    page.get_by_label("Customer's name").fill(customer.name)
    page.get_by_label("Guide").select_option("craftable")
    page.get_by_label("E-mail of their Intacct administrator").fill(customer.admin.email)
    page.get_by_role("button", name="Make the tenant").click()
    expect(page.get_by_role("heading", name=customer.name)).to_be_visible()
    link = link_in(page.content(), email=customer.admin.email)
    page.context.clear_cookies()
    return link


def let_a_mail_scanner_look(stage: Stage, link: str) -> None:
    scanner = stage.visitor()

    for _ in range(2):
        assert "Accept and start" in scanner.get(link).text


def join(stage: Stage, page: Page, customer: Customer, *, link: str) -> Customer:
    page.goto(link)
    page.get_by_label("Your name").fill(customer.admin.name)
    page.get_by_label("Choose a password").fill(customer.admin.password)
    page.get_by_role("button", name="Accept and start").click()
    expect(page.get_by_role("link", name="Start step 1")).to_be_visible()
    assert "This invitation has been used" in stage.visitor().get(link).text
    return stage.find(customer)


def open_the_company(stage: Stage, page: Page, customer: Customer) -> None:
    """Company, Web Services, sender ID: Intacct stops at the first that is not right."""
    page.get_by_role("link", name="Start step 1").click()
    moves.save(page, company_id=customer.company_id)
    moves.expect_red(page, "company.unknown", company_id=customer.company_id)
    stage.intacct.found(customer.company_id)
    moves.check(page)
    moves.expect_green(page)

    moves.open_step(page, customer, "enable-web-services")
    moves.expect_red(page, "web_services.off")
    stage.intacct.change(customer.company_id, webServices=True)
    moves.check(page)
    moves.expect_green(page)

    moves.open_step(page, customer, "sender")
    moves.expect_red(page, "sender.not_authorized")
    stage.intacct.change(customer.company_id, senders=SENDERS)
    moves.check(page)
    moves.expect_green(page)


def give_rights(stage: Stage, page: Page, customer: Customer) -> None:
    """Decisions, role, user, entities: the role can only be proven once the user signs in."""
    moves.open_step(page, customer, "choose-role")
    moves.choose(page, "Restricted permissions")
    moves.save(page, role_title="Craftable")
    moves.open_step(page, customer, "choose-level")
    moves.choose(page, "Top level")
    moves.save(page, user_id="Craftable", user_password=customer.password)
    moves.expect_red(page, "sign_in.refused")
    add_user(stage, customer, roles=[], entities=["100"])
    moves.check(page)
    moves.expect_green(page)

    moves.open_step(page, customer, "role")
    moves.expect_red(page, "permission.none")
    add_user(stage, customer, roles=["Craftable"], entities=["100"])
    moves.check(page)
    moves.expect_green(page)

    moves.open_step(page, customer, "entity-access")
    moves.expect_red(page, "entity.top_level_closed")
    add_user(stage, customer, roles=["Craftable"], entities=[])
    moves.check(page)
    moves.expect_green(page)


def add_user(stage: Stage, customer: Customer, *, roles: list[str], entities: list[str]) -> None:
    user = {"id": "Craftable", "password": customer.password, "roles": roles, "entities": entities}
    stage.intacct.change(customer.company_id, roles=ROLES, users=[user])


def finish(page: Page, customer: Customer) -> None:
    moves.open_step(page, customer, "finish")
    page.get_by_role("button", name="Everything is set up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sage Intacct is connected")
    assert set(moves.statuses(page, customer)) == {DONE}


def see_it_connected(stage: Stage, page: Page, customer: Customer) -> None:
    """The operator finds it by search, and asks for a check, which the schedule goes on from."""
    moves.sign_in_instead(page, stage.operators["operator"])
    page.goto("/ops/tenants/")
    page.locator("main").get_by_label("Search").fill(customer.company_id)
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("row").filter(has_text=customer.name)
    expect(row).to_contain_text("Connected")
    row.get_by_role("link", name=customer.name).click()
    page.get_by_role("button", name="Check again").click()
    expect(page.locator("main")).to_contain_text("Asked by Olga Operator")


def lose_the_authorization(stage: Stage, page: Page, customer: Customer) -> None:
    """Nobody touches the portal: the schedule finds it, and reopens that step alone."""
    stage.intacct.change(customer.company_id, senders=[])

    until(lambda: stage.state_of(customer) == "broken")

    page.goto("/ops/")
    row = page.locator("section", has=page.locator("#broken")).get_by_role("row")
    expect(row.filter(has_text=customer.name)).to_contain_text("Sender ID not authorized")
    expect(row.filter(has_text=customer.name)).to_contain_text("sender.not_authorized")
    moves.sign_in_instead(page, customer.admin)
    seen = moves.statuses(page, customer)
    assert seen.pop(SENDER_STEP) == PROBLEM
    assert set(seen) == {DONE}
    expect(page.get_by_role("heading", name="Sage Intacct stopped working")).to_be_visible()


def regain_the_authorization(stage: Stage, page: Page, customer: Customer) -> None:
    stage.intacct.change(customer.company_id, senders=SENDERS)

    until(lambda: stage.state_of(customer) == "connected")

    assert set(moves.statuses(page, customer)) == {DONE}
    expect(page.get_by_role("heading", level=1)).to_have_text("Sage Intacct is connected")
