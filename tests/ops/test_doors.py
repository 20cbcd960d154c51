"""Ops is for the vendor's own staff: not there for anybody else, and each role reaches its own."""

import uuid

import pytest
from django.test import Client

from apps.ops.doors import may
from apps.tenants.models import User
from tests.factories import Customer, make_customer, make_user

ROLES = ["viewer", "operator", "admin"]


@pytest.fixture
def acme(db: None) -> Customer:
    return make_customer("Acme")


def status(client: Client, address: str, *, post: bool = False) -> int:
    return (client.post if post else client.get)(address).status_code


def looks(customer: Customer) -> list[str]:
    return ["/ops/", "/ops/tenants/", f"/ops/tenants/{customer.tenant.slug}/"]


def acts(customer: Customer) -> list[str]:
    return [
        f"/ops/connections/{customer.connection.id}/runs/",
        f"/ops/tenants/{customer.tenant.slug}/invitations/",
        "/ops/tenants/new/",
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_operator_may_look(acme: Customer, client: Client, role: str) -> None:
    client.force_login(make_user(role, operator_role=role))

    assert [status(client, address) for address in looks(acme)] == [200] * 3


@pytest.mark.parametrize(("role", "refused"), [("viewer", True), ("operator", False)])
def test_a_viewer_may_not_act(acme: Customer, client: Client, role: str, *, refused: bool) -> None:
    client.force_login(make_user(role, operator_role=role))

    got = [status(client, address, post=True) for address in acts(acme)]
    assert [each == 403 for each in got] == [refused] * 3


@pytest.mark.parametrize(("role", "expected"), [("viewer", 403), ("operator", 403), ("admin", 200)])
def test_senders_are_for_admins(client: Client, db: None, role: str, expected: int) -> None:
    client.force_login(make_user(role, operator_role=role))

    assert status(client, "/ops/senders/") == expected


def test_to_a_customer_s_admin_ops_is_not_there(acme: Customer, client: Client) -> None:
    client.force_login(acme.admin)

    seen = [status(client, address) for address in [*looks(acme), "/ops/senders/"]]
    acted = [status(client, address, post=True) for address in acts(acme)]
    assert set(seen + acted) == {404}


def test_without_a_sign_in_the_way_leads_to_it(client: Client, db: None) -> None:
    answer = client.get("/ops/")

    assert answer.headers["Location"] == "/accounts/login/?next=/ops/"


def test_what_does_not_exist_is_404(olga: Client) -> None:
    assert status(olga, "/ops/tenants/nowhere/") == 404
    assert status(olga, f"/ops/connections/{uuid.uuid4()}/runs/", post=True) == 404


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example/", "/\\evil", "javascript:x", "nosuch", "\0"]
)
def test_after_a_check_the_way_back_leads_nowhere_else(
    acme: Customer, olga: Client, asked: str
) -> None:
    answer = olga.post(acts(acme)[0], {"back": asked})

    assert answer.headers["Location"] == "/ops/"


@pytest.mark.parametrize(
    ("role", "reaches"),
    [("", []), ("viewer", ROLES[:1]), ("operator", ROLES[:2]), ("admin", ROLES)],
)
def test_each_role_may_what_the_lesser_ones_may(role: str, reaches: list[str]) -> None:
    assert [each for each in ROLES if may(User(operator_role=role), each)] == reaches
