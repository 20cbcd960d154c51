import pytest
from playwright.sync_api import Page

from tests.browser import moves
from tests.journeys.stage import Customer, Stage


@pytest.fixture
def approving(stage: Stage, page: Page) -> Customer:
    """A customer who has done all but approve, at the page where that is done."""
    customer = stage.bring_in_to_approve()
    moves.enter(page, stage.visitor(customer.admin))
    moves.open_step(page, customer, "approve")
    return customer
