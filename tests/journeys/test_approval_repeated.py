"""What Intacct sends back, opened again and again: one token request, one outcome."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.journeys.approver import answer_of
from tests.journeys.stage import Customer, Stage

TIMES = 20
SEE_OTHER = 303


@pytest.fixture
def customer(stage: Stage) -> Customer:
    return stage.bring_in_to_approve("Repeated")


def test_twenty_at_once_cost_one_token_request(stage: Stage, customer: Customer) -> None:
    visitor = stage.visitor(customer.admin)
    path = answer_of(visitor, customer)

    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(lambda _: visitor.get(path, follow=False), range(TIMES)))

    stage.wait_for_approval(customer, "granted")
    assert {answer.status_code for answer in answers} == {SEE_OTHER}
    assert {answer.headers["Location"] for answer in answers} == {
        customer.step("approve") + "#approval"
    }
    assert len(stage.intacct.token_requests(customer.company_id)) == 1


def test_once_it_is_over_it_stays_so(stage: Stage, customer: Customer) -> None:
    visitor = stage.visitor(customer.admin)
    path = answer_of(visitor, customer)
    visitor.get(path)
    stage.wait_for_approval(customer, "granted")

    pages = [visitor.get(path) for _ in range(3)]

    assert all("Approved by Alice Admin" in page.text for page in pages)
    assert len(stage.intacct.token_requests(customer.company_id)) == 1
