"""Every page of all five guides, as a customer finds them who has done nothing yet."""

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.checklists import queries
from apps.portal.walk import Walk
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.guided import make_guided

GUIDES = ["calance", "craftable", "oleria", "sage-rest-quickstart", "workato"]
MOST_QUERIES = 3 + 12  # who asks: the session, its user, their membership


@pytest.fixture
def customer(db: None, slug: str) -> Customer:
    return make_guided(slug)


def addresses(customer: Customer) -> list[str]:
    with acting_for(customer.tenant):
        walk = Walk(queries.checklist_of(customer.connection))
        return [walk.hub_url(), walk.url("portal:printed"), *(stop.url for stop in walk.stops)]


@pytest.mark.parametrize("slug", GUIDES)
def test_every_page_is_there_and_reads_little(customer: Customer, client: Client) -> None:
    client.force_login(customer.admin)

    for url in addresses(customer):
        with CaptureQueriesContext(database) as captured:
            assert client.get(url).status_code == 200, url
        reads = sum("FROM" in query["sql"] for query in captured.captured_queries)
        assert reads <= MOST_QUERIES, url
