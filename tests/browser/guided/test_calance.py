"""Calance's guide, followed word for word: in implementation first, then on to production."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.guided import deeds
from tests.browser.guided.reader import Instruction, Sheet
from tests.browser.guided.walker import USER_ID, Walker, enter_values
from tests.journeys.stage import Customer, Stage

READER = {"name": "Reader", "permissions": {"CO": "ReadOnly"}}
DEVELOPER, MAILBOX = "developer@calance.us", "alderfinch@calance.us"
OTHER_USER_ID = "calance_live"


def test_every_step_is_done_in_implementation_and_then_in_production(
    stage: Stage, page: Page, seated: Callable[..., Walker]
) -> None:
    customer = stage.bring_in("Guided", guide="calance", environment="implementation")
    known = buy_sender(stage, customer)
    practice = {"roles": [READER], "environment": "non-production"}

    first = seated(customer, members=practice, known=known.copy(), **WALK)
    first.walk()
    second = seated(
        promote(page, customer),
        members={"roles": [READER]},
        choices={"Choose the values for production": "Other values"},
        known=known.copy(),
        **WALK,
    )
    second.walk()

    assert (len(first.visited), len(second.visited)) == (11, 12)
    assert second.known[USER_ID] == OTHER_USER_ID


def buy_sender(stage: Stage, customer: Customer) -> dict[str, str]:
    """Let Sage sell the customer a sender ID; return what its people know before they begin."""
    sender_id, password = f"Sender-{customer.slug}", "canary+own&<pw>/" + secrets.token_hex(8)
    stage.intacct.know_sender(password, sender_id=sender_id)
    return {
        "Email addresses of Calance's developers": DEVELOPER,
        "Sender ID": sender_id,
        "Sender Password": password,
        "Primary/Account Email Address": MAILBOX,
    }


def promote(page: Page, customer: Customer) -> Customer:
    """Set up production from the connection's own page; return the customer as they are there."""
    page.goto(customer.hub)
    page.get_by_role("link", name="production").click()
    page.get_by_role("button", name="Set up production").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect Sage Intacct to Calance")
    connection_id = urlsplit(page.url).path.split("/")[4]
    company_id = f"{customer.company_id}-prod"
    return replace(customer, connection_id=connection_id, company_id=company_id)


def invite_developer(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Add a person, who has the address that Calance named."""
    walker.intacct.enter("User ID", "calance_developer")
    walker.intacct.enter("Email address", DEVELOPER)


def name_user(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter the page's values; our note says to choose a user ID where others were decided on."""
    enter_values(walker, sheet, instruction)
    if "enter a user ID of your own" in instruction.words:
        walker.intacct.enter("User ID", OTHER_USER_ID)


DEEDS = {
    "Turn on Web Services": deeds.turn_on_web_services,
    "Add a user for each developer": invite_developer,
    "Enter the sender ID under Web Services authorizations": deeds.authorize_sender,
    "Enter the user's values": name_user,
    "Give the user a role": lambda walker, *_: walker.intacct.enter("Roles", READER["name"]),
    "Look at User Entities": deeds.leave_entities_empty,
}
WALK = {"deeds": DEEDS, "later": frozenset(("Tell us your company", "Enable Web Services"))}
