"""Workato's guide, followed word for word: all entities and one, rights by role and by user."""

import secrets
from collections.abc import Callable

import pytest

from tests.browser.guided import deeds
from tests.browser.guided.reader import Instruction, Sheet
from tests.browser.guided.walker import Walker
from tests.journeys.stage import Stage

SENDER_ID, ROLE, PRESET = "Workato", "Workato", "Read only"


@pytest.mark.parametrize(("level", "kind"), [("All entities", "role"), ("One entity", "user")])
def test_every_step_is_done_at_intacct_and_seen_verified(
    stage: Stage, seated: Callable[..., Walker], level: str, kind: str
) -> None:
    keep_sender(stage)
    walker = seated(
        stage.bring_in("Guided", guide="workato"),
        members={"permissionType": kind},
        deeds=DEEDS,
        first={"Add a role, and find its subscriptions": add_role},
        choices={"Choose the entities": level},
        later=AFTER_THE_SENDER,
        milestones=frozenset({"Set up the connection in Workato"}),
        known={"Location ID": "100", "Applications and modules": "Company"},
    )

    walker.walk()

    assert len(walker.visited) == 11


def keep_sender(stage: Stage) -> None:
    """Have the vendor's own sender ID known to Intacct, and its password kept here."""
    password = "canary+workato&<pw>/" + secrets.token_hex(8)
    stage.intacct.know_sender(password, sender_id=SENDER_ID)
    admin = stage.visitor(stage.operators["admin"])
    admin.post("/ops/senders/", sender_id=SENDER_ID, password=password)


def name_user(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter a name, and one's own address, to have the password oneself."""
    walker.intacct.enter("Last name", "Workato")
    walker.intacct.enter("Email address", walker.customer.admin.email)


def see_permission_type(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.choices[sheet.title] = walker.intacct.shown("Permission type")


def add_role(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.intacct.go(["Company", "Admin", "Roles", "Add"])
    walker.intacct.enter("Name", ROLE)
    walker.intacct.save()
    walker.intacct.about = ROLE


def select(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Select the applications of the page's table; the page leaves it open how much of each."""
    for application, _ in sheet.permissions:
        walker.intacct.tick(application)
    for application, _ in sheet.permissions:
        walker.intacct.open_beside(application, "Permissions")
        walker.intacct.tick(PRESET)
        walker.intacct.save()


def select_and_give(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Do so in the role, and give the role to the user, as our note says."""
    select(walker, sheet, instruction)
    walker.intacct.about = walker.known["Web Services user ID"]
    walker.intacct.go(["Company", "Admin", "Web Services Users", "Edit"])
    walker.intacct.enter("Roles", ROLE)


DEEDS = {
    "Look at your subscriptions": deeds.turn_on_web_services,
    "Add a user": lambda walker, *_: walker.intacct.go(["Add Web Services user"]),
    "Enter name and email address": name_user,
    "Keep the user to its entity": deeds.assign_entity,
    "Look at User Entities": deeds.leave_entities_empty,
    "Look at the permission type": see_permission_type,
    "Select what your scenario needs, by user": select,
    "Select what your scenario needs, by role": select_and_give,
    "Add the sender ID": deeds.authorize_sender,
}
AFTER_THE_SENDER = frozenset(
    (
        "Add the Web Services user",
        "Give the user its entities",
        "Include the applications and modules",
    )
)
