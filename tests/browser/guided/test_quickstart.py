"""Sage's quickstart, followed word for word: the sender ID admitted while approving, or before."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.guided import deeds
from tests.browser.guided.registering import see_registered
from tests.browser.guided.walker import Walker
from tests.journeys.intacct import ADMIN
from tests.journeys.stage import BY_APPROVAL, Stage

DEEDS = {
    "Look at User Entities": deeds.leave_entities_empty,
    "Add the sender ID under Web Services authorizations": deeds.authorize_sender,
}
AFTER_THE_APPROVAL = frozenset(
    (
        "Tell us your company",
        "Choose who approves",
        "Check the entities of who approves",
        "Authorize the sender ID",
    )
)


@pytest.mark.parametrize("way", ["While you approve the application", "On the Security tab"])
def test_every_step_is_done_at_intacct_and_seen_verified(
    stage: Stage, page: Page, seated: Callable[..., Walker], way: str
) -> None:
    see_registered(stage, page)
    walker = seated(
        stage.bring_in("Guided", guide=BY_APPROVAL, environment="sandbox"),
        members={"environment": "non-production", "webServices": True},
        deeds=DEEDS,
        choices={"Choose how to approve the sender ID": way},
        later=AFTER_THE_APPROVAL,
    )
    walker.intacct.about = ADMIN

    walker.walk()

    assert len(walker.visited) == (8 if way == "On the Security tab" else 7)
