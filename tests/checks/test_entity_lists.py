"""Reading the company's entities, as a worker, from a real simulator."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from apps.checks import entity_lists
from apps.checks.models import EntityList, Run
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from apps.ops.benches.stage import Stage
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret
from tests.checks.rest_stage import Setup
from tests.checks.runs import settle
from tests.factories import ROBOT, make_customer

pytestmark = pytest.mark.enable_socket

PASSWORD = "canary-of-the-robot"
ENTITIES = [
    {"id": "100", "name": "North"},
    {"id": "200", "name": "South & Söhne"},
    {"id": "900", "name": "Old", "status": "inactive"},
]


@pytest.fixture
def xml(intacct: Stage, settings: Settings) -> Iterator[Connection]:
    """A connection over the gateway, whose user has signed in before."""
    settings.INTACCT_ENDPOINT = intacct.gateway
    intacct.call("POST", "reset", {})
    intacct.call("PUT", "senders/CraftableMPP", {"password": "canary-sender"})
    customer = make_customer()
    with across_tenants():
        connections.save_sender(
            sender_id="CraftableMPP", password=Secret("canary-sender"), actor=ROBOT
        )
    with acting_for(customer.tenant):
        name(customer.connection)
        found(intacct)
        yield Connection.objects.select_related("tenant", "sender").get(id=customer.connection.id)


def name(connection: Connection) -> None:
    connections.name_company(connection=connection, company_id="Acme", actor=ROBOT)
    connections.save_user(
        connection=connection,
        entity_id="",
        user_id="Robot",
        password=Secret(PASSWORD),
        actor=ROBOT,
    )
    connections.note_signed_in(connection=connection, entity_id="")


def found(intacct: Stage, **changes: Any) -> None:
    company: dict[str, Any] = {
        "applications": ["CO", "GL"],
        "entities": ENTITIES,
        "senders": [{"id": "CraftableMPP"}],
        "roles": [{"name": "Reader", "permissions": {"GL": "All", "CO": "All"}}],
        "users": [{"id": "Robot", "password": PASSWORD, "roles": ["Reader"]}],
    }
    intacct.call("PUT", "companies/Acme", {**company, **changes})


def read(connection: Connection) -> EntityList:
    entity_lists.request(connection=connection, actor=ROBOT)
    entity_lists.read(tenant_id=connection.tenant_id, connection_id=connection.id)
    row = entity_lists.list_of(connection)
    assert row is not None
    return row


def test_over_the_gateway_every_entity_is_listed_and_inactive_ones_are_told(
    xml: Connection,
) -> None:
    row = read(xml)

    assert (row.state, row.trouble, row.total) == ("idle", "", 3)
    assert row.entities == [
        ["100", "North", True],
        ["200", "South & Söhne", True],
        ["900", "Old", False],
    ]


def test_who_may_not_read_statuses_still_gets_the_list(intacct: Stage, xml: Connection) -> None:
    found(intacct, roles=[{"name": "Reader", "permissions": {"GL": "All"}}])

    assert [each.entity_id for each in entity_lists.listed(read(xml))] == ["100", "200"]


def test_what_was_read_stays_while_intacct_is_away(xml: Connection, settings: Settings) -> None:
    before = read(xml).read_at
    settings.INTACCT_ENDPOINT = "http://127.0.0.1:9/ia/xml/xmlgw.phtml"
    settings.INTACCT_HOSTS = ["127.0.0.1:9"]

    row = read(xml)

    assert (row.trouble, row.read_at, len(row.entities)) == ("intacct.unreachable", before, 3)


def test_nobody_signs_in_who_never_did(xml: Connection) -> None:
    WebServicesUser.objects.update(signed_in_at=None)

    assert not entity_lists.can_ask(xml)
    assert read(xml).trouble == entity_lists.NOBODY


def test_a_refused_password_is_not_tried_again(intacct: Stage, xml: Connection) -> None:
    found(intacct, users=[{"id": "Robot", "password": "canary-other", "roles": ["Reader"]}])

    assert read(xml).trouble == "sign_in.refused"

    assert not entity_lists.can_ask(xml)
    assert read(xml).trouble == entity_lists.NOBODY


def test_another_company_s_list_is_forgotten(xml: Connection) -> None:
    read(xml)

    connections.name_company(connection=xml, company_id="Other", actor=ROBOT)

    assert entity_lists.list_of(xml) is None
    assert entity_lists.request(connection=xml, actor=ROBOT).entities == []


def test_asking_twice_is_asking_once(xml: Connection) -> None:
    first = entity_lists.request(connection=xml, actor=ROBOT)

    assert entity_lists.request(connection=xml, actor=ROBOT).asked_at == first.asked_at


def test_two_workers_read_it_once(xml: Connection) -> None:
    entity_lists.request(connection=xml, actor=ROBOT)
    EntityList.objects.update(state="reading")

    entity_lists.read(tenant_id=xml.tenant_id, connection_id=xml.id)

    assert EntityList.objects.get().read_at is None


@pytest.mark.parametrize(("why", "anew"), [("requested", True), ("scheduled", False)])
def test_a_good_run_freshens_a_list_that_was_asked_for(
    xml: Connection, why: str, *, anew: bool
) -> None:
    read(xml)

    entity_lists.keep_fresh(connection=xml, run=Run(why=why))

    assert EntityList.objects.get().under_way is anew


def test_a_good_run_asks_for_no_list_that_nobody_wanted(xml: Connection) -> None:
    settle(xml)

    assert not EntityList.objects.exists()


def test_over_rest_the_client_s_user_lists_them(own: Setup) -> None:
    own.arrange(entities=ENTITIES)
    connections.note_signed_in(connection=own.connection, entity_id="")

    assert [each.active for each in entity_lists.listed(read(own.connection))] == [
        True,
        True,
        False,
    ]


def test_over_rest_an_approval_lists_them(approved: Setup) -> None:
    assert [each.entity_id for each in entity_lists.listed(read(approved.connection))] == [
        "100",
        "200",
    ]


def test_before_an_approval_there_is_nobody_to_ask_as(to_approve: Setup) -> None:
    assert read(to_approve.connection).trouble == entity_lists.NOBODY
