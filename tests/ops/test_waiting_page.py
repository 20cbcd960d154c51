"""Approvals that wait for an operator: both companies side by side, and one decision."""

import html

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.connections.approvals import Reason
from apps.connections.approvals.reasons import OUR_FAULT
from apps.connections.models import Approval, Connection, Grant
from apps.core.clock import now
from apps.ops.waiting_page import OURS, TITLES, waiting_list
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.factories import Customer, make_customer, make_user
from tests.ops.test_signing_in import by_approval

FOUND = {
    "company_id": "AcmeSandbox",
    "user_id": "admin",
    "entity_id": "",
    "differs": ["company_id"],
    "asked_by": "Alice",
}


@pytest.fixture
def acme(db: None) -> Customer:
    return make_waiting()


def make_waiting(*, state: str = "quarantined", reason: str = "wrong_company") -> Customer:
    customer = by_approval(make_customer("Acme"))
    connection = customer.connection
    assert connection.application is not None
    with acting_for(customer.tenant):
        connection.company_id = "AcmeReal"
        connection.save()
        Grant.objects.update(state="quarantined", approved_at=now())
        Approval.objects.create(
            tenant=customer.tenant,
            connection=connection,
            application=connection.application,
            started_by=customer.admin,
            version=connection.version,
            state=state,
            reason=reason,
            found=FOUND if state == "quarantined" else {},
            finished_at=now(),
        )
    return customer


def approval_of(customer: Customer) -> Approval:
    with acting_for(customer.tenant):
        return Approval.objects.get()


def accept_url(customer: Customer) -> str:
    return f"/ops/approvals/{approval_of(customer).id}/company/"


def test_both_companies_and_who_approved_are_shown(acme: Customer, olga: Client) -> None:
    page = olga.get(f"/ops/tenants/{acme.tenant.slug}/").content.decode()

    assert "Approved for another company" in page
    for told in ("AcmeReal", "AcmeSandbox", "admin", acme.admin.name, "wrong_company"):
        assert told in page
    assert "Use AcmeSandbox instead" in page
    assert acme.tenant.name in olga.get("/ops/").content.decode()


def test_an_operator_uses_the_other_company(acme: Customer, olga: Client) -> None:
    answer = olga.post(accept_url(acme))

    assert answer.headers["Location"] == f"/ops/tenants/{acme.tenant.slug}/"
    with acting_for(acme.tenant):
        assert Connection.objects.get().company_id == "AcmeSandbox"


def test_what_is_over_cannot_be_used(acme: Customer, olga: Client) -> None:
    with acting_for(acme.tenant):
        Approval.objects.update(state="failed", reason="disconnected")

    answer = olga.post(accept_url(acme), follow=True)

    assert "can no longer be used" in answer.content.decode()
    with acting_for(acme.tenant):
        assert Connection.objects.get().company_id == "AcmeReal"


def test_a_viewer_looks_and_cannot_decide(acme: Customer, client: Client) -> None:
    client.force_login(make_user("vera", operator_role="viewer"))

    page = client.get(f"/ops/tenants/{acme.tenant.slug}/").content.decode()

    assert "AcmeSandbox" in page
    assert "Use AcmeSandbox instead" not in page
    assert client.post(accept_url(acme)).status_code == 403


def test_our_own_fault_leads_to_the_application(db: None, olga: Client) -> None:
    customer = make_waiting(state="failed", reason="client_refused")

    page = olga.get(f"/ops/tenants/{customer.tenant.slug}/").content.decode()

    assert "Intacct refuses our client ID or secret" in page
    assert f"/ops/applications/{customer.connection.application_id}/" in page
    assert "instead" not in page


@pytest.mark.parametrize("reason", sorted(OUR_FAULT))
def test_each_of_our_faults_is_named_with_what_to_do(
    db: None, olga: Client, reason: Reason
) -> None:
    customer = make_waiting(state="failed", reason=reason)

    page = html.unescape(olga.get(f"/ops/tenants/{customer.tenant.slug}/").content.decode())

    assert TITLES[reason] in page
    assert OURS[reason] in page
    link = f"/ops/applications/{customer.connection.application_id}/"
    assert (link in page) is (reason is not Reason.UNOPENED)


def test_a_tenant_s_page_shows_that_tenant_s_approvals_alone(acme: Customer, olga: Client) -> None:
    other = make_customer("Globex")

    page = olga.get(f"/ops/tenants/{other.tenant.slug}/").content.decode()

    assert "AcmeSandbox" not in page


def test_more_that_wait_cost_no_more_queries(acme: Customer) -> None:
    def count() -> int:
        with across_tenants(), CaptureQueriesContext(database) as captured:
            waiting_list()
        return len(captured.captured_queries)

    few = count()
    for _ in range(4):
        make_waiting()

    assert count() == few
