"""Oleria's guide, followed word for word: with a user of its own, and with one that was there."""

from collections.abc import Callable

import pytest

from tests.browser.guided import deeds
from tests.browser.guided.reader import Instruction, Sheet
from tests.browser.guided.walker import Walker, enter_values
from tests.journeys.intacct import ADMIN
from tests.journeys.stage import Stage

READER = {"name": "Reader", "permissions": {"CO": "ReadOnly"}}
THERE_ALREADY = {"id": "audit_reader", "password": "canary-of-the-user-that-was-there"}
LICENSE, LICENSE_KEY = "AlderFinchLicense", "canary+license&<key>"
USER_ID, USER_NAME = "Web Services User ID", "User Name"


@pytest.mark.parametrize("user", ["Create a user", "We have one"])
def test_every_step_is_done_at_intacct_and_seen_verified(
    stage: Stage, seated: Callable[..., Walker], user: str
) -> None:
    walker = seated(
        stage.bring_in("Guided", guide="oleria"),
        members={"roles": [READER]},
        deeds=DEEDS,
        choices={"Choose the Web Services user": user, "Choose the client scope": "Production"},
        later=AFTER_THE_KEYS,
        known={"Intacct Web Services License Password/Key": LICENSE_KEY},
    )
    stage.intacct.know_sender(LICENSE_KEY, sender_id=LICENSE)
    if user == "We have one":
        hire_before_the_guide(walker)

    walker.walk()

    assert len(walker.visited) == len(AFTER_THE_KEYS) - 1 + len(("keys", "finish", *walker.choices))


def hire_before_the_guide(walker: Walker) -> None:
    company_id = walker.customer.company_id
    person = {"id": ADMIN}
    walker.stage.intacct.change(company_id, users=[person, THERE_ALREADY])
    walker.intacct.about = THERE_ALREADY["id"]


def create_user(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter the user ID, and one's own address, as our note advises."""
    enter_values(walker, sheet, instruction)
    walker.intacct.enter("Email address", walker.customer.admin.email)
    walker.intacct.save()
    walker.note_user()
    name_it(walker, walker.intacct.about)


def look_up_user(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.intacct.open_beside(walker.intacct.about, "View")
    assert walker.intacct.shown("Status") == "Active"
    name_it(walker, walker.intacct.shown("User ID"))


def name_it(walker: Walker, user_id: str) -> None:
    company_id = walker.customer.company_id
    walker.known |= {USER_ID: user_id, USER_NAME: f"{user_id}@{company_id}"}


def enter_user_id(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter it, save the row, and add the license's sender ID too, as our note advises."""
    walker.intacct.enter(USER_ID, walker.known[USER_ID])
    walker.intacct.save()
    walker.intacct.add_to("Web Services authorizations")
    walker.intacct.enter("Sender ID", LICENSE)


def read_keys(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.intacct.save()
    shown = walker.intacct.shown
    walker.known |= {"Client ID": shown("Client ID"), "Client Secret": shown("Secret Key")}


DEEDS = {
    "Turn on Web Services": deeds.turn_on_web_services,
    "Create the user": create_user,
    "View the user": look_up_user,
    "Give the user a role": lambda walker, *_: walker.intacct.enter("Roles", READER["name"]),
    "Look at User Entities": deeds.leave_entities_empty,
    "Open the console": lambda walker, *_: walker.intacct.open_developer_console(),
    "Create an application": lambda walker, *_: walker.intacct.go(["Create new application"]),
    "Keep the page with the keys open": read_keys,
    "Enter the user ID": enter_user_id,
}
AFTER_THE_KEYS = frozenset(
    (
        "Tell us your company",
        "Enable Web Services",
        "Create a Web Services user",
        "Look up the Web Services user",
        "Give the user its permissions",
        "Give the user your entities",
        "Create the application",
        "Authorize the client application",
    )
)
