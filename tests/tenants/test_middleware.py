"""The request's transaction and tenant, through the real stack of middleware."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from apps.core.database import scope_now
from apps.tenants.models import Tenant
from apps.tenants.unfenced import across_tenants
from tests.factories import Customer, make_customer, make_user


def write_and_raise(request: HttpRequest, tenant: str) -> HttpResponse:
    Tenant.objects.filter(slug=tenant).update(name="Written by a view that raised")
    raise RuntimeError


def say_scope(request: HttpRequest, tenant: str) -> HttpResponse:
    scope = scope_now.get()
    return HttpResponse(str(scope and scope.tenant_id))


urlpatterns = [
    path("t/<slug:tenant>/raise/", write_and_raise),
    path("t/<slug:tenant>/scope/", say_scope),
    path("", include("config.urls")),
]


@pytest.fixture
def acme(db: None, settings: Settings) -> Customer:
    settings.ROOT_URLCONF = __name__
    return make_customer("Acme")


@pytest.fixture
def alice(acme: Customer, client: Client) -> Client:
    client.force_login(acme.admin)
    return client


def test_inside_an_address_the_tenant_is_the_scope(acme: Customer, alice: Client) -> None:
    answer = alice.get(f"/t/{acme.tenant.slug}/scope/")

    assert answer.content.decode() == str(acme.tenant.id)
    assert scope_now.get() is None


def test_what_a_view_wrote_before_it_raised_does_not_stay(acme: Customer, alice: Client) -> None:
    alice.raise_request_exception = False

    answer = alice.get(f"/t/{acme.tenant.slug}/raise/")

    with across_tenants():
        assert Tenant.objects.get(id=acme.tenant.id).name == acme.tenant.name
    assert answer.status_code == 500


def test_pages_of_people_who_are_signed_in_are_never_kept(acme: Customer, alice: Client) -> None:
    inside, outside = alice.get(f"/t/{acme.tenant.slug}/scope/"), alice.get("/")

    assert inside.headers["Cache-Control"] == "no-store"
    assert outside.headers["Cache-Control"] == "no-store"


def test_to_a_stranger_a_tenant_is_not_there(acme: Customer, client: Client) -> None:
    client.force_login(make_user("charlie"))

    there = client.get(f"/t/{acme.tenant.slug}/scope/")
    nowhere = client.get("/t/nowhere/scope/")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert acme.tenant.name not in there.content.decode()


def test_without_a_sign_in_the_way_leads_there_and_back(acme: Customer, client: Client) -> None:
    answer = client.get(f"/t/{acme.tenant.slug}/scope/?a=1")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=/t/")


def test_liveness_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
