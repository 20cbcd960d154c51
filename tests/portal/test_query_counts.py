"""Pages read in a fixed number of queries, however many tenants and findings there are."""

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.tenants.scope import acting_for
from tests.factories import Customer, make_customer
from tests.portal.approving import plant_approval, plant_grant
from tests.portal.planting import decide, plant_finding, plant_run

WHO_ASKS = 3  # the session, its user, their membership
LIMIT = WHO_ASKS + 12
OF_THE_APPROVAL = 4  # the newest attempt, what is held, its rivals, and a check that uses it
PAGES = ["", "steps/sender/", "steps/role/", "steps/user/", "result/?step=role"]


def queries_of(client: Client, customer: Customer, part: str) -> int:
    """How many queries read rows for the page; setting the scope is no read."""
    url = f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"
    with CaptureQueriesContext(
        database,
    ) as captured:
        assert client.get(url).status_code in {200, 286}
    return sum("FROM" in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("part", PAGES)
def test_a_page_reads_little(acme: Customer, client: Client, part: str) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        decide(acme.connection, role_kind="restricted", level="top")
        run = plant_run(acme.connection, web_services_on="failed", company_id="passed")
        plant_finding(run, "web_services.off")

    assert queries_of(client, acme, part) <= LIMIT


@pytest.mark.parametrize("part", ["", "steps/approve/"])
def test_an_approval_costs_little_more(alder: Customer, client: Client, part: str) -> None:
    client.force_login(alder.admin)
    with acting_for(alder.tenant):
        plant_grant(alder.connection)
        plant_approval(alder.connection, alder.admin, state="granted")

    assert queries_of(client, alder, part) <= LIMIT + OF_THE_APPROVAL


@pytest.mark.parametrize("part", ["", "steps/user/"])
def test_more_tenants_cost_no_more_queries(acme: Customer, client: Client, part: str) -> None:
    client.force_login(acme.admin)
    alone = queries_of(client, acme, part)

    for number in range(50):
        make_customer(f"Tenant {number}")

    assert queries_of(client, acme, part) == alone
