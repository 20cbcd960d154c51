"""Who asks again and again is told to wait; Intacct locks a user after several refusals."""

import uuid

import pytest
from django.test import Client
from pytest_django import Settings

from apps.checks.models import Run
from apps.portal import throttle
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.planting import name_company

TOLD = "You have checked often just now. Wait a minute, then check again."


@pytest.fixture
def runs_url(acme: Customer, client: Client) -> str:
    """Where a check of Acme's named company is asked for, by its admin."""
    with acting_for(acme.tenant):
        name_company(acme.connection, "AlderFinch")
    client.force_login(acme.admin)
    return f"/t/{acme.tenant.slug}/connections/{acme.connection.id}/runs/?step=company"


def use_up(customer: Customer) -> None:
    for _ in range(throttle.CHECKS):
        assert throttle.may_check(customer.connection.id)


def runs_of(customer: Customer) -> int:
    with acting_for(customer.tenant):
        return Run.objects.count()


def test_ten_checks_a_minute_and_no_more() -> None:
    one, another = uuid.uuid4(), uuid.uuid4()

    assert [throttle.may_check(one) for _ in range(12)] == [True] * 10 + [False] * 2
    assert throttle.may_check(another)


def test_ten_starts_of_an_approval_a_minute_and_no_more() -> None:
    one = uuid.uuid4()

    assert [throttle.may_start(one) for _ in range(12)] == [True] * 10 + [False] * 2
    assert throttle.may_check(one)


def test_beyond_them_the_page_says_to_wait(acme: Customer, client: Client, runs_url: str) -> None:
    use_up(acme)

    answer = client.post(runs_url)

    assert answer.status_code == 303
    assert TOLD in client.get(answer.headers["Location"]).content.decode()
    assert runs_of(acme) == 0


def test_what_is_typed_meanwhile_is_saved_and_not_checked(
    acme: Customer, client: Client, runs_url: str
) -> None:
    use_up(acme)
    step_url = runs_url.replace("runs/?step=company", "steps/company/")

    page = client.post(step_url, {"company_id": "QuarryLane"}, follow=True)

    assert f"Saved. {TOLD}" in page.content.decode()
    assert 'value="QuarryLane"' in page.content.decode()
    assert runs_of(acme) == 0


def test_htmx_is_told_to_load_the_page_so_that_the_words_are_seen(
    acme: Customer, client: Client, runs_url: str
) -> None:
    use_up(acme)

    answer = client.post(runs_url, headers={"HX-Request": "true"})

    assert answer.headers["HX-Refresh"] == "true"


def test_without_the_cache_checks_go_on(
    acme: Customer, client: Client, runs_url: str, settings: Settings
) -> None:
    down = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": down}

    assert client.post(runs_url).status_code == 302
    assert runs_of(acme) == 1
