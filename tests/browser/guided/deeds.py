"""What instructions ask for in words alone, done at Intacct's pages; several guides share them."""

import re

from tests.browser.guided.reader import Instruction, Sheet
from tests.browser.guided.walker import Walker, enter_values

ENTITY = re.compile(r"Assign entity (\S+) to this user")
EXAMPLE = re.compile(r"Add the entity's ID to it, for example (\S+),")


def turn_on_web_services(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.intacct.tick("Web Services")


def authorize_sender(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Add a row, and enter what the page says into it."""
    walker.intacct.add_to("Web Services authorizations")
    enter_values(walker, sheet, instruction)


def name_user(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Enter the user ID; where there is a user for each entity, as our note says."""
    example = EXAMPLE.search(instruction.words)
    for label, value in instruction.values:
        walker.intacct.enter(label, example[1] if example else value)


def assign_entity(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Leave the list empty, unless the page names an entity."""
    if entity := ENTITY.search(instruction.words):
        walker.intacct.enter("User entities", entity[1])


def leave_entities_empty(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    walker.intacct.clear("User entities")


def grant_permissions(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Tick the applications of the page's table."""
    walker.intacct.save()
    for application, _ in sheet.permissions:
        walker.intacct.tick(application)


def grant_all(walker: Walker, sheet: Sheet, instruction: Instruction) -> None:
    """Select what the page's table says, application by application."""
    walker.intacct.save()
    for application, preset in sheet.permissions:
        walker.intacct.open_beside(application, "Permissions")
        walker.intacct.tick(preset)
        walker.intacct.save()
