"""A person who approves a connection on Intacct's pages, in a browser without scripts."""

import re
from urllib.parse import urljoin

import requests

from tests.journeys.intacct import ADMIN
from tests.journeys.stage import Customer
from tests.journeys.visitor import Visitor

APPROVAL = re.compile(r'name="approval" value="([^"]+)"')
ACTION = re.compile(r'<form method="post" action="([^"]+)"')


def approve(
    visitor: Visitor,
    customer: Customer,
    *,
    company: str = "",
    user: str = ADMIN,
    decision: str = "accept",
) -> requests.Response:
    """Leave for Intacct, sign in there and decide; return the page the person ends on."""
    who = {"company": company or customer.company_id, "user": user, "password": customer.password}
    page = _press(visitor, go_to_intacct(visitor, customer), who)
    return _press(visitor, page, {"decision": decision})


def answer_of(visitor: Visitor, customer: Customer) -> str:
    """Approve, and return the path that Intacct sends the browser back to, without opening it."""
    who = {"company": customer.company_id, "user": ADMIN, "password": customer.password}
    page = _press(visitor, go_to_intacct(visitor, customer), who)
    answer = _press(visitor, page, {"decision": "accept"}, follow=False)
    return answer.headers["Location"].removeprefix(visitor.base_url)


def go_to_intacct(visitor: Visitor, customer: Customer) -> requests.Response:
    """Press the step's button, and return Intacct's sign-in page."""
    page = visitor.post(customer.step("approve") + "approval/")
    assert APPROVAL.search(page.text), page.url
    return page


def _press(
    visitor: Visitor, page: requests.Response, form: dict[str, str], *, follow: bool = True
) -> requests.Response:
    """Send the form of one of Intacct's pages."""
    approval, action = APPROVAL.search(page.text), ACTION.search(page.text)
    assert approval, page.text
    assert action, page.text
    url = urljoin(page.url, action[1])
    return visitor.send(url, follow=follow, approval=approval[1], **form)
