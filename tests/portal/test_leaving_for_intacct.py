"""The button that leads to Intacct: who may press it, where it leads, and what it leaves behind."""

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client, override_settings

from apps.connections.approvals import latest
from apps.connections.models import Approval
from apps.core.clock import now
from apps.portal import approval_cookie, throttle
from apps.portal.way_out import intacct_origins
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_member
from tests.portal.approving import make_connection, plant_approval, plant_grant

APPROVE, COMPANY = "steps/approve/", "steps/company/"


def address(customer: Customer, part: str = APPROVE + "approval/") -> str:
    return f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/{part}"


def leave(client: Client, customer: Customer) -> HttpResponseBase:
    client.force_login(customer.admin)
    return client.post(address(customer))


def newest(customer: Customer) -> Approval:
    with acting_for(customer.tenant):
        approval = latest(customer.connection)
    assert approval is not None
    return approval


def policy_of(response: HttpResponseBase) -> dict[str, str]:
    rules = response["Content-Security-Policy"].split("; ")
    return dict(rule.split(" ", 1) for rule in rules)


def test_it_leads_to_intacct_s_own_page(alder: Customer, client: Client) -> None:
    response = leave(client, alder)

    assert response.status_code == 303
    assert response["Location"].startswith(f"{settings.INTACCT_REST_URL}/oauth2/authorize?")


def test_the_browser_keeps_a_secret_of_this_attempt_alone(alder: Customer, client: Client) -> None:
    response = leave(client, alder)

    cookie = response.cookies[approval_cookie.name_for(newest(alder).id)]
    assert len(cookie.value) >= 43
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == int(settings.APPROVAL_SECONDS)
    assert cookie.value not in response["Location"]


@override_settings(SESSION_COOKIE_SECURE=True)
def test_over_https_the_cookie_is_bound_to_the_host(alder: Customer, client: Client) -> None:
    response = leave(client, alder)

    (cookie,) = [each for name, each in response.cookies.items() if "approval-" in name]
    assert cookie.key.startswith("__Host-approval-")
    assert cookie["secure"]


def test_once_it_is_over_the_browser_forgets_it(alder: Customer, client: Client) -> None:
    leave(client, alder)
    name = approval_cookie.name_for(newest(alder).id)
    with acting_for(alder.tenant):
        Approval.objects.update(state="declined", reason="declined")

    client.get(address(alder, APPROVE))

    assert client.cookies[name].value == ""


def test_a_rival_connection_is_warned_of_before_leaving(alder: Customer, client: Client) -> None:
    client.force_login(alder.admin)
    with acting_for(alder.tenant):
        plant_grant(make_connection(alder.tenant))

    page = client.get(address(alder, APPROVE)).text

    assert "Another connection uses AlderFinch-prod" in page
    assert "that connection stops working" in page


def test_a_viewer_may_not_leave(alder: Customer, client: Client) -> None:
    client.force_login(make_member(alder.tenant, role="viewer"))

    assert client.post(address(alder)).status_code == 403
    assert b"Continue to Sage Intacct" not in client.get(address(alder, APPROVE)).content


@pytest.mark.parametrize("part", [APPROVE + "approval/company/", COMPANY + "approval/company/"])
def test_a_company_is_asked_for_by_post_and_at_its_step_alone(
    alder: Customer, client: Client, part: str
) -> None:
    client.force_login(alder.admin)

    assert client.get(address(alder, part)).status_code == 405
    assert client.post(address(alder, part)).status_code in {302, 404}


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_other_step_leads_there(alder: Customer, client: Client, method: str) -> None:
    client.force_login(alder.admin)

    response = getattr(client, method)(address(alder, COMPANY + "approval/"))

    assert response.status_code == 404


def test_without_a_company_nobody_leaves(alder: Customer, client: Client) -> None:
    with acting_for(alder.tenant):
        type(alder.connection).objects.update(company_id="")

    response = leave(client, alder)

    assert response["Location"] == address(alder, APPROVE)


def test_who_starts_again_and_again_is_told_to_wait(alder: Customer, client: Client) -> None:
    for _ in range(throttle.STARTS):
        assert throttle.may_start(alder.connection.id)

    page = client.get(leave(client, alder)["Location"]).text

    assert throttle.STARTED_TOO_OFTEN in page
    with acting_for(alder.tenant):
        assert Approval.objects.count() == 0


def test_while_one_is_collected_the_next_has_to_wait(alder: Customer, client: Client) -> None:
    leave(client, alder)
    with acting_for(alder.tenant):
        Approval.objects.update(state="exchanging", claimed_at=now())

    response = leave(client, alder)

    assert response["Location"] == address(alder, APPROVE)
    assert "Your approval is being collected" in client.get(response["Location"]).text


def test_only_this_page_s_forms_may_lead_to_intacct(alder: Customer, client: Client) -> None:
    client.force_login(alder.admin)

    here = policy_of(client.get(address(alder, APPROVE)))
    elsewhere = policy_of(client.get(address(alder, COMPANY)))

    assert here.pop("form-action") == " ".join(["'self'", *intacct_origins()])
    assert "https://*.intacct.com" in intacct_origins()
    assert elsewhere.pop("form-action") == "'self'"
    assert here == elsewhere


@pytest.mark.parametrize(("state", "status"), [("returned", 200), ("granted", 286)])
def test_the_page_asks_until_it_is_over(
    alder: Customer, client: Client, *, state: str, status: int
) -> None:
    client.force_login(alder.admin)
    with acting_for(alder.tenant):
        plant_approval(alder.connection, alder.admin, state=state)

    response = client.get(address(alder), headers={"HX-Request": "true"})

    assert response.status_code == status
    assert ("HX-Refresh" in response) == (status == 286)
