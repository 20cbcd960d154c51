"""The customer's admin sits down with two tabs: the portal, and Intacct as an administrator."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import moves
from tests.browser.guided.console import Console
from tests.browser.guided.walker import Walker
from tests.journeys.intacct import ADMIN
from tests.journeys.stage import Customer, Stage

COMPANY_ID = "Company ID"


@pytest.fixture
def seated(stage: Stage, page: Page) -> Callable[..., Walker]:
    """Return how to seat the admin of a customer whose company is bare, whatever `members` say."""

    def seat(customer: Customer, *, members: dict[str, Any], **walk: Any) -> Walker:
        found_bare(stage, customer, **members)
        moves.enter(page, stage.visitor(customer.admin))
        intacct = Console(page.context.new_page(), stage.intacct.url)
        intacct.sign_in(customer.company_id, ADMIN, customer.password)
        walker = Walker(stage, customer, page, intacct, **walk)
        walker.known[COMPANY_ID] = customer.company_id
        return walker

    return seat


def found_bare(stage: Stage, customer: Customer, **members: Any) -> None:
    """Found a company where nothing of any guide has been done; an administrator works in it."""
    stage.intacct.found(customer.company_id)
    person = {"id": ADMIN, "password": customer.password, "admin": "full", "webServicesOnly": False}
    stage.intacct.change(customer.company_id, **{"users": [person], **members})
