"""Who gets in where: each page for each role, and for people of another tenant."""

import uuid

import pytest
from django.test import Client

from tests.factories import Customer, make_customer, make_member

PAGES = ["", "steps/company/", "result/?step=company"]
ACTS = ["runs/", "steps/company/", "steps/choose-role/decision/", "steps/finish/attestation/"]


def address(customer: Customer, part: str) -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


def signed_in(client: Client, customer: Customer, role: str) -> Client:
    client.force_login(make_member(customer.tenant, role=role, name=role))
    return client


@pytest.mark.parametrize("role", ["viewer", "member", "admin"])
@pytest.mark.parametrize("part", PAGES)
def test_every_member_may_look(acme: Customer, client: Client, part: str, role: str) -> None:
    assert signed_in(client, acme, role).get(address(acme, part)).status_code in {200, 286}


@pytest.mark.parametrize("act", ACTS)
def test_a_viewer_may_change_nothing(acme: Customer, client: Client, act: str) -> None:
    assert signed_in(client, acme, "viewer").post(address(acme, act)).status_code == 403


@pytest.mark.parametrize(
    ("act", "status"), [(ACTS[0], 302), (ACTS[1], 422), (ACTS[2], 302), (ACTS[3], 302)]
)
def test_a_member_may_act(acme: Customer, client: Client, act: str, status: int) -> None:
    assert signed_in(client, acme, "member").post(address(acme, act)).status_code == status


@pytest.mark.parametrize("part", [*PAGES, *ACTS])
def test_to_another_tenant_s_people_nothing_is_there(
    acme: Customer, client: Client, part: str
) -> None:
    globex = make_customer("Globex")
    client.force_login(globex.admin)
    own_slug = f"/t/{globex.tenant.slug}/connections/{acme.connection.id}/{part}"

    assert client.post(address(acme, part)).status_code == 404
    assert client.get(own_slug).status_code in {404, 405}


def test_what_does_not_exist_is_404(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)
    elsewhere = f"/t/{acme.tenant.slug}/connections/{uuid.uuid4()}/"

    assert client.get(elsewhere).status_code == 404
    assert client.get(address(acme, "steps/nowhere/")).status_code == 404
    assert client.get(address(acme, "result/?step=nowhere")).status_code == 404


def test_only_what_asks_for_a_name_can_be_attested(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)

    assert client.post(address(acme, "steps/sender/attestation/")).status_code == 404
