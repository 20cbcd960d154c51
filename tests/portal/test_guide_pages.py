"""The guide on paper, in a newer version, and on to production."""

from pathlib import Path

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.checklists.models import Checklist
from apps.connections.models import Connection
from apps.tenants.models import Membership
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT, Customer, canary, make_member
from tests.portal.guided import make_guided, publish
from tests.portal.planting import decide, name_company

CONFIRMED_ANEW = ("label: The license is here", "label: We hold the license in our hands")
EVIL = "<script>alert(1)</script>&<img src=x onerror=alert(1)>"
WORDS = (
    "Set aside an afternoon.",
    "Linden's name in Intacct.",
    "Tell them when it is ordered.",
    "The license by e-mail",
    "Call after a week.",
    "Linden never touches budgets.",
    "The list of sender IDs with an Add button.",
    "Linden's certificate",
    "Your contract does not include it.",
    "It says Trial.",
    "all entities are read",
    "Select Leave.",
)


def url(customer: Customer, part: str = "") -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


def shown(client: Client, customer: Customer, part: str = "") -> str:
    client.force_login(customer.admin)
    return client.get(url(customer, part)).content.decode()


@pytest.fixture
def connected(linden: Customer) -> Customer:
    """A practice company where everything is done."""
    with acting_for(linden.tenant):
        name_company(linden.connection, "AlderFinch-imp")
        decide(linden.connection, level="top", permission_type="role", scope="trial")
        Connection.objects.update(state="connected")
    return linden


def test_paper_has_every_branch_and_the_customer_s_values(
    connected: Customer, client: Client
) -> None:
    page = shown(client, connected, "guide/")

    assert "<code>AlderFinch-imp</code>" in page
    assert "If you chose “Entities”" in page
    assert "List your entities" in page


def test_paper_never_has_a_secret(connected: Customer, client: Client) -> None:
    secret = canary("paper")
    with acting_for(connected.tenant):
        vault.store(
            tenant=connected.tenant,
            connection_id=connected.connection.id,
            field="user_password/",
            secret=Secret(secret),
            actor=ROBOT,
        )

    assert secret not in shown(client, connected, "guide/")
    assert secret not in shown(client, connected, "promotion/")


def test_the_hub_is_quiet_while_there_is_no_newer_version(linden: Customer, client: Client) -> None:
    page = shown(client, linden)

    assert "Print the guide" in page
    assert "newer version" not in page
    assert client.get(url(linden, "upgrade/")).status_code == 302


def test_a_newer_version_shows_what_it_changes_before_it_is_taken(
    linden: Customer, client: Client, published: Path
) -> None:
    publish(published, CONFIRMED_ANEW)

    assert "See what version 2 changes" in shown(client, linden)
    page = shown(client, linden, "upgrade/")
    assert "Order the license" in page
    assert "New: confirmation" in page
    assert "9 steps stay as they are." in page


def test_an_admin_takes_the_newer_version(
    linden: Customer, client: Client, published: Path
) -> None:
    publish(published, CONFIRMED_ANEW)
    client.force_login(linden.admin)

    client.post(url(linden, "upgrade/"))
    client.post(url(linden, "upgrade/"))

    with acting_for(linden.tenant):
        assert Checklist.objects.get().guide_version == 2


@pytest.mark.parametrize("part", ["upgrade/", "promotion/"])
def test_only_an_admin_leads(
    connected: Customer, client: Client, published: Path, part: str
) -> None:
    publish(published, CONFIRMED_ANEW)
    client.force_login(make_member(connected.tenant, role=Membership.Role.MEMBER, name="mia"))

    assert "Only an administrator" in client.get(url(connected, part)).content.decode()
    assert client.post(url(connected, part)).status_code == 403


def test_production_is_offered_once_all_is_done(linden: Customer, client: Client) -> None:
    assert "Set up production" not in shown(client, linden)

    with acting_for(linden.tenant):
        Connection.objects.update(state="connected")

    assert "Set up production" in shown(client, linden)


def test_it_says_what_goes_along_and_what_does_not(connected: Customer, client: Client) -> None:
    page = shown(client, connected, "promotion/")

    assert "no secret is copied" in page
    assert "Enter it there: a secret is never copied" in page
    for told in ("Top level", "Choose there", "Look there", "Enter it there"):
        assert told in page


def test_production_gets_a_connection_of_its_own(connected: Customer, client: Client) -> None:
    client.force_login(connected.admin)

    answer = client.post(url(connected, "promotion/"))

    with acting_for(connected.tenant):
        promoted = Checklist.objects.get(promoted_from__isnull=False)
    assert answer.headers["Location"].endswith(f"/connections/{promoted.connection_id}/")
    assert "Go to production" in shown(client, connected, "promotion/")
    assert "Compare with the other company" in shown(client, connected)


def test_with_two_connections_home_lists_both(connected: Customer, client: Client) -> None:
    client.force_login(connected.admin)
    home = f"/t/{connected.tenant.slug}/"
    before = client.get(home)
    client.post(url(connected, "promotion/"))

    page = client.get(home).content.decode()

    assert before.status_code == 302
    for told in ("AlderFinch-imp", "A company not named yet", "Implementation", "Production"):
        assert told in page


def test_what_is_not_finished_cannot_go_on(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    answer = client.post(url(linden, "promotion/"))

    assert answer.status_code == 409
    assert "Finish the steps of this company first." in answer.content.decode()


@pytest.mark.django_db
def test_without_a_client_for_production_the_reason_is_told(client: Client) -> None:
    customer = make_guided("sage-rest-quickstart")
    with acting_for(customer.tenant):
        application = customer.connection.application
        assert application is not None
        application.scope = "non_production"
        application.save()
        Connection.objects.update(state="connected", environment="implementation")
    client.force_login(customer.admin)

    page = client.get(url(customer, "promotion/")).content.decode()

    assert "is registered with the client scope" in page
    assert client.post(url(customer, "promotion/")).status_code == 409


def test_production_itself_leads_nowhere_further(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)

    assert client.get(url(acme, "promotion/")).status_code == 404


def test_pages_of_another_tenant_are_not_there(
    linden: Customer, acme: Customer, client: Client
) -> None:
    client.force_login(acme.admin)

    for part in ("guide/", "upgrade/", "promotion/"):
        assert client.get(url(linden, part)).status_code == 404
        strange = f"/t/{acme.tenant.slug}/connections/{linden.connection.id}/{part}"
        assert client.get(strange).status_code == 404


def test_the_paper_and_both_sides_read_little(connected: Customer, client: Client) -> None:
    client.force_login(connected.admin)

    for part, most in (("guide/", 12), ("upgrade/", 12), ("promotion/", 15)):
        with CaptureQueriesContext(database) as captured:
            client.get(url(connected, part))
        assert sum("FROM" in query["sql"] for query in captured.captured_queries) <= most, part


def test_hostile_words_of_a_guide_stay_words(
    linden: Customer, client: Client, published: Path
) -> None:
    publish(published, *((word, EVIL) for word in WORDS))
    client.force_login(linden.admin)
    client.post(url(linden, "upgrade/"))
    with acting_for(linden.tenant):
        decide(linden.connection, level="top", permission_type="role")

    steps = ("company", "license", "web-services", "scope", "user")
    pages = [shown(client, linden, part) for part in ("guide/", *(f"steps/{s}/" for s in steps))]
    for page in pages:
        assert "alert(1)" in page
        assert EVIL[:8] + "alert" not in page
        assert "<img src=x" not in page
