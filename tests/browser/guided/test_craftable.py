"""Craftable's guide, followed word for word: restricted and as admin, at the top and by entity."""

from collections.abc import Callable

import pytest

from tests.browser.guided import deeds
from tests.browser.guided.walker import Walker
from tests.journeys.intacct import MODULES
from tests.journeys.stage import Stage

DEEDS = {
    "Look for Web Services": deeds.turn_on_web_services,
    "Add a row to the list": lambda walker, *_: walker.intacct.add_to("Web Services authorization"),
    "Tick the applications": deeds.grant_permissions,
    "Give all permissions in each": deeds.grant_all,
    "Enter the user ID": deeds.name_user,
    "Set the user's entities": deeds.assign_entity,
    "Look at User Entities": deeds.leave_entities_empty,
}
PREDEFINED = {"name": "Admin", "permissions": dict.fromkeys(MODULES, "All")}
ENTITIES = [{"id": each, "name": f"Entity {each}"} for each in ("100", "200", "300")]


@pytest.mark.parametrize(
    ("role", "level"), [("Restricted permissions", "Entity level"), ("Admin", "Top level")]
)
def test_every_step_is_done_at_intacct_and_seen_verified(
    stage: Stage, seated: Callable[..., Walker], role: str, level: str
) -> None:
    walker = seated(
        stage.bring_in("Guided"),
        members={"roles": [PREDEFINED], "entities": ENTITIES},
        deeds=DEEDS,
        choices={
            "Choose what Craftable may do": role,
            "Choose where transactions are created": level,
        },
        later=frozenset({"Create the role"}),
        known={"Role title": "Craftable", "Entity IDs": "100\n200\n300"},
    )

    walker.walk()

    assert len(walker.visited) == (8 if role == "Admin" else 11)
