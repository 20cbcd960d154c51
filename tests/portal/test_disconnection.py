import pytest
from django.test import Client

from apps.connections.models import Connection
from apps.portal.hub_page import HubPage, hub_page
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_member
from tests.portal.approving import COMPANY, plant_grant
from tests.portal.planting import name_company, walk_of

POOLED = "for every product that uses this user"


def address(customer: Customer, part: str = "disconnection/") -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


def state_of(customer: Customer) -> str:
    with acting_for(customer.tenant):
        return Connection.objects.get(id=customer.connection.id).state


def hub(customer: Customer) -> HubPage:
    with acting_for(customer.tenant):
        return hub_page(walk_of(customer.connection), may_edit=True, may_disconnect=True)


@pytest.fixture
def disconnected(alder: Customer, client: Client) -> Customer:
    client.force_login(alder.admin)
    client.post(address(alder))
    return alder


def test_it_asks_first_and_warns_that_intacct_ends_more(alder: Customer, client: Client) -> None:
    client.force_login(alder.admin)
    with acting_for(alder.tenant):
        plant_grant(alder.connection)

    page = client.get(address(alder)).text

    assert POOLED in page
    assert "<strong>pnair</strong>" in page or "<b>pnair</b>" in page
    assert state_of(alder) == "setting_up"


def test_without_an_approval_nothing_else_ends(alder: Customer, client: Client) -> None:
    client.force_login(alder.admin)

    assert POOLED not in client.get(address(alder)).text


def test_a_password_is_destroyed_and_intacct_stays_as_it_is(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        name_company(acme.connection, COMPANY)

    page = client.get(address(acme)).text

    assert "passwords you gave us are destroyed" in page
    assert "In Intacct nothing changes" in page
    assert POOLED not in page


def test_then_the_hub_says_so_and_offers_the_way_back(disconnected: Customer) -> None:
    shown = hub(disconnected)

    assert state_of(disconnected) == "disconnected"
    assert shown.state_banner is not None
    assert shown.state_banner.title == "Sage Intacct is disconnected"
    assert shown.next_label == "Connect again"
    assert shown.next_url.endswith("/steps/approve/#approval")
    assert (shown.connected, shown.check_url, shown.disconnect_url) == (False, "", "")


def test_it_can_be_asked_for_twice(disconnected: Customer, client: Client) -> None:
    assert client.post(address(disconnected)).status_code == 303
    assert state_of(disconnected) == "disconnected"


def test_the_tenant_s_page_still_finds_it(disconnected: Customer, client: Client) -> None:
    page = client.get(f"/t/{disconnected.tenant.slug}/", follow=True)

    assert "Sage Intacct is disconnected" in page.text


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_only_an_admin_may(alder: Customer, client: Client, role: str) -> None:
    client.force_login(make_member(alder.tenant, role=role))

    assert client.post(address(alder)).status_code == 403
    assert "Only an administrator" in client.get(address(alder)).text
    assert address(alder) not in client.get(address(alder, "")).text


def test_the_link_is_there_for_an_admin(alder: Customer, client: Client) -> None:
    client.force_login(alder.admin)

    assert address(alder) in client.get(address(alder, "")).text


def test_connecting_again_by_password_leads_to_the_step_that_asks_for_it(
    acme: Customer, client: Client
) -> None:
    client.force_login(acme.admin)
    with acting_for(acme.tenant):
        name_company(acme.connection, COMPANY)

    client.post(address(acme))

    assert hub(acme).next_url.endswith("/steps/user/")
