"""The page of an invitation: taken once, by the one it is for, however often it is sent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from apps.outbox.models import Message
from apps.tenants import services
from apps.tenants.invitations import token_for
from apps.tenants.models import Membership, Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.factories import PASSWORD, ROBOT, make_member, make_tenant, make_user

PRIYA = "priya@example.com"
RACER = "racer@example.com"
JOINING = {"name": "Priya Nair", "password": PASSWORD}


@pytest.fixture
def acme(db: None) -> Tenant:
    return make_tenant("Acme")


def offer(tenant: Tenant, *, email: str = PRIYA, role: str = "member") -> str:
    invitation = services.invite(tenant=tenant, email=email, role=role, actor=ROBOT)
    return f"/invitations/{token_for(invitation.id)}/"


def test_joining_again_leads_to_the_tenant(acme: Tenant, client: Client) -> None:
    link = offer(acme)

    answers = [client.post(link, JOINING) for _ in range(2)]

    places = [answer.headers["Location"] for answer in answers]
    assert places == [f"/t/{acme.slug}/"] * 2
    assert User.objects.filter(email=PRIYA).count() == 1


def test_signing_in_with_a_used_invitation_leads_to_the_tenant(
    acme: Tenant, client: Client
) -> None:
    link = offer(acme)
    Client().post(link, JOINING)

    form = {"login": PRIYA, "password": PASSWORD, "next": link}
    answer = client.post("/accounts/login/", form, follow=True)

    assert (f"/t/{acme.slug}/", 302) in answer.redirect_chain


def test_to_anybody_else_a_used_invitation_is_used(acme: Tenant, client: Client) -> None:
    link = offer(acme)
    Client().post(link, JOINING)

    html = client.post(link, JOINING).content.decode()

    assert "This invitation has been used" in html


@pytest.fixture
def committed_link(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An invitation that every session of the database sees; gone after the test."""
    with django_db_blocker.unblock():
        tenant = make_tenant("Racers")
        yield offer(tenant, email=RACER)
        with across_tenants(), transaction.atomic():
            User.objects.filter(email=RACER).delete()
            Message.objects.filter(tenant_id=tenant.id).delete()
            tenant.delete()
        connections.close_all()


def submit(link: str) -> str:
    try:
        answer = Client().post(link, JOINING)
        return answer.headers.get("Location") or answer.content.decode()
    finally:
        connections.close_all()


def test_of_submits_at_once_one_joins_and_the_others_are_told(committed_link: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(submit, [committed_link] * 4))

    assert sum("This invitation has been used" in answer for answer in answers) == 3
    assert sum(answer.startswith("/t/racers-") for answer in answers) == 1


def test_somebody_else_is_told_whose_it_is_and_can_sign_out(acme: Tenant, client: Client) -> None:
    make_user("priya")
    other = make_user("otto")
    client.force_login(other)
    link = offer(acme)

    html = client.get(link).content.decode()
    left = client.post("/accounts/logout/", {"next": link})

    assert f"You are signed in as {other.email}. This invitation is for {PRIYA}." in html
    assert f'name="next" value="{link}"' in html
    assert "Accept and start" not in html
    assert left.headers["Location"] == link


@pytest.mark.parametrize("known", [True, False])
def test_nobody_takes_what_was_offered_to_another(
    acme: Tenant, client: Client, *, known: bool
) -> None:
    invited = make_user("priya").email if known else PRIYA
    client.force_login(make_user("otto"))
    link = offer(acme, email=invited)

    answer = client.post(link, JOINING)

    assert "This invitation is for" in answer.content.decode()
    with acting_for(acme):
        assert not Membership.objects.exists()


def test_whoever_has_a_sign_in_is_asked_for_it(acme: Tenant, client: Client) -> None:
    link = offer(acme, email=make_user("priya").email)

    assert client.post(link).headers["Location"] == f"/accounts/login/?next={link}"


def test_a_member_takes_it_while_signed_in(acme: Tenant, client: Client) -> None:
    priya = make_member(acme, role="viewer", name="priya")
    client.force_login(priya)

    answer = client.post(offer(acme, email=priya.email.upper(), role="admin"))

    assert answer.headers["Location"] == f"/t/{acme.slug}/"
    with acting_for(acme):
        assert Membership.objects.get(user=priya).role == "admin"
