"""The table of tenants: complete, searchable, in a fixed number of queries."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from apps.connections.models import Connection, Sender
from apps.ops.queries import PAGE, Cursor
from apps.ops.tenants_page import TenantsPage, tenants_page
from apps.tenants.models import Tenant
from apps.tenants.unfenced import across_tenants
from tests.factories import make_customer


@pytest.fixture
def everyone(db: None) -> Iterator[None]:
    with across_tenants():
        yield


def plant_fleet(count: int) -> None:
    """Tenants with a connection each; every third shares its name with the two before."""
    sender = Sender.objects.create(sender_id="Fleet")
    tenants = Tenant.objects.bulk_create(
        Tenant(name=f"Company {number // 3:04}", slug=f"company-{number}")
        for number in range(count)
    )
    Connection.objects.bulk_create(
        Connection(tenant=tenant, sender=sender, company_id=f"Intacct-{tenant.slug}")
        for tenant in tenants
    )


def page(query: str = "") -> TenantsPage:
    return tenants_page(QueryDict(query), can_operate=True)


def urls(page: TenantsPage) -> list[str]:
    return [row["url"] for row in page.rows]


def test_the_pages_together_hold_every_row_once(everyone: None) -> None:
    plant_fleet(2 * PAGE + 7)

    seen, query = [], "q=Company"
    while query:
        shown = page(query)
        seen += urls(shown)
        query = shown.next_url.partition("?")[2]

    assert len(seen) == 2 * PAGE + 7
    assert len(set(seen)) == len(seen)
    assert [row["name"] for row in page("q=Company").rows] == sorted(
        row["name"] for row in page("q=Company").rows
    )


def test_a_full_last_page_has_no_next(everyone: None) -> None:
    plant_fleet(PAGE)

    assert page("q=Company").next_url == ""


@pytest.mark.parametrize(
    "after", ["nonsense", "~", "x" * 36 + "~Company", "%00~", "0" * 32 + "~%00"]
)
def test_a_cursor_that_is_none_begins_at_the_start(everyone: None, after: str) -> None:
    plant_fleet(3)

    assert len(page(f"q=Company&after={after}").rows) == 3


def test_a_name_with_a_tilde_survives_the_cursor() -> None:
    cursor = Cursor(name="A~B & C", id=uuid.uuid4())

    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize("search", ["alder", "ALDER & F", "QuarryLane", "alder-finch"])
def test_search_finds_name_company_and_slug(everyone: None, search: str) -> None:
    plant_fleet(3)
    tenant = Tenant.objects.create(name="Alder & Finch", slug="alder-finch")
    sender = Sender.objects.create(sender_id="Other")
    Connection.objects.create(tenant=tenant, sender=sender, company_id="QuarryLane")

    query = QueryDict(mutable=True)
    query["q"] = search
    assert [row["name"] for row in tenants_page(query, can_operate=True).rows] == ["Alder & Finch"]


def test_the_filter_shows_one_state_and_an_unknown_one_is_ignored(everyone: None) -> None:
    plant_fleet(3)
    Connection.objects.filter(company_id="Intacct-company-1").update(state="broken")

    assert urls(page("q=Company&status=broken")) == ["/ops/tenants/company-1/"]
    assert page("q=Nobody&status=broken").rows == []


def test_the_next_page_keeps_search_and_filter(everyone: None) -> None:
    plant_fleet(PAGE + 1)

    assert re.search(
        r"q=Company&status=setting_up&after=", page("q=Company&status=setting_up").next_url
    )


def test_a_page_takes_a_fixed_number_of_queries(
    everyone: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_customer("Acme")
    with django_assert_num_queries(2):
        page()

    plant_fleet(PAGE + 5)

    with django_assert_num_queries(2):
        page()
