"""What operators do: bring customers in, invite, lend a sender, check again."""

import pytest
from django.test import Client

from apps.audit.models import Entry
from apps.checks.models import Run
from apps.connections.models import Sender
from apps.connections.services import SENDER_PASSWORD
from apps.tenants.models import Invitation, Tenant
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault
from tests.checks.runs import make_signed_up
from tests.factories import make_customer, make_user

NEW = {
    "name": "Alder & Finch",
    "guide": "craftable",
    "environment": "sandbox",
    "email": "priya@example.com",
}


def test_a_new_customer_is_invited(olga: Client) -> None:
    answer = olga.post("/ops/tenants/new/", NEW)

    assert answer.headers["Location"] == "/ops/tenants/alder-finch/"
    with across_tenants():
        assert Invitation.objects.get(tenant__slug="alder-finch").email == "priya@example.com"


def test_a_form_with_gaps_is_shown_again(olga: Client) -> None:
    answer = olga.post("/ops/tenants/new/", {**NEW, "name": "", "email": "not an address"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter the customer&#x27;s name." in html
    assert "in the form name@example.com" in html


def test_a_guide_that_needs_an_application_waits_for_one(olga: Client) -> None:
    answer = olga.post("/ops/tenants/new/", {**NEW, "guide": "sage-rest-quickstart"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "approve your application" in html
    assert 'href="/ops/applications/">Register an application' in html
    with across_tenants():
        assert not Tenant.objects.filter(slug="alder-finch").exists()


def test_one_more_person_is_invited(olga: Client) -> None:
    tenant = make_customer().tenant

    form = {"email": "tom@example.com", "role": "viewer"}
    olga.post(f"/ops/tenants/{tenant.slug}/invitations/", form)

    with acting_for(tenant):
        assert Invitation.objects.get().role == "viewer"


def test_a_check_is_asked_for_in_the_operator_s_name(olga: Client) -> None:
    customer = make_signed_up()

    answer = olga.post(
        f"/ops/connections/{customer.connection.id}/runs/", {"back": "/ops/tenants/"}
    )

    with acting_for(customer.tenant):
        assert Run.objects.get().requested_by == "Olga"
        assert Entry.objects.filter(action="run.requested", actor_label="Olga").exists()
    assert answer.headers["Location"] == "/ops/tenants/"


def test_a_sender_s_password_is_sealed_as_typed_and_not_shown(client: Client, db: None) -> None:
    client.force_login(make_user("ada", operator_role="admin"))

    form = {"sender_id": "Vendor", "password": " canary-51aa "}
    answer = client.post("/ops/senders/", form, follow=True)

    sender = Sender.objects.get(sender_id="Vendor")
    opened = vault.open_vendor_secret(owner_id=sender.id, field=SENDER_PASSWORD)
    assert opened.reveal() == " canary-51aa "
    assert "canary-51aa" not in answer.content.decode()


@pytest.mark.parametrize(("role", "sees_links"), [("viewer", False), ("operator", True)])
def test_only_who_may_act_sees_the_links_of_invitations(
    client: Client, db: None, role: str, *, sees_links: bool
) -> None:
    client.force_login(make_user("olga", operator_role="operator"))
    client.post("/ops/tenants/new/", NEW)
    client.force_login(make_user(role, operator_role=role))

    html = client.get("/ops/tenants/alder-finch/").content.decode()

    assert ("/invitations/" in html.replace("/alder-finch/invitations/", "")) is sees_links


def test_a_tenant_s_page_shows_that_tenant_alone(olga: Client) -> None:
    acme, globex = make_customer("Acme"), make_customer("Globex")

    html = olga.get(f"/ops/tenants/{acme.tenant.slug}/").content.decode()

    assert acme.tenant.name in html
    assert globex.tenant.name not in html


@pytest.mark.parametrize(("page", "searches"), [("/ops/", 1), ("/ops/tenants/", 0)])
def test_the_tenants_page_has_one_search(olga: Client, page: str, *, searches: int) -> None:
    html = olga.get(page).content.decode()

    assert html.count('role="search"') == searches
