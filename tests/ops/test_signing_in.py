"""How a connection signs in, on a tenant's page: by what, until when, and never with what."""

from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.connections import applications
from apps.connections.models import ClientApplication, Connection, Grant, TokenRequest
from apps.core.clock import now
from apps.ops.signing_in import grants_of, signing_in
from apps.tenants.scope import acting_for
from tests.factories import ROBOT, Customer, canary, make_customer

SEALED = canary("sealed-token").encode()


@pytest.fixture
def acme(db: None) -> Customer:
    return by_approval(make_customer("Acme"))


def by_approval(customer: Customer) -> Customer:
    connection = customer.connection
    assert connection.sender is not None
    application = applications.register(
        name=f"Ledgerline {customer.tenant.slug}",
        scope="production",
        sender=connection.sender,
        actor=ROBOT,
    )
    application.client_id = f"{application.id.hex}.app.sage.com"
    application.save()
    connection.auth, connection.application = "authorization_code", application
    with acting_for(customer.tenant):
        connection.save()
        make_grant(customer, "")
    return customer


def make_grant(customer: Customer, entity_id: str, *, state: str = "live") -> Grant:
    return Grant.objects.create(
        tenant=customer.tenant,
        connection=customer.connection,
        entity_id=entity_id,
        client_id="x",
        company_id="Acme",
        user_id="admin",
        approved_by="Alice",
        state=state,
        state_since=now(),
        access_sealed=SEALED,
        refresh_sealed=SEALED,
        obtained_at=now(),
        expires_at=now() + timedelta(hours=12),
    )


def add_requests(grant: Grant, *states: str, age: timedelta = timedelta()) -> None:
    before = grant.token_requests.count()
    for epoch, state in enumerate(states, start=before + 1):
        made = TokenRequest.objects.create(
            tenant_id=grant.tenant_id,
            grant=grant,
            kind="refresh",
            epoch=epoch,
            generation=1,
            state=state,
        )
        TokenRequest.objects.filter(id=made.id).update(created_at=now() - age)


def test_a_grant_is_told_without_its_tokens(acme: Customer, olga: Client) -> None:
    page = olga.get(f"/ops/tenants/{acme.tenant.slug}/").content.decode()

    application = ClientApplication.objects.get()
    assert "Approval in Intacct (OAuth)" in page
    assert application.client_id in page
    assert "admin@Acme" in page
    assert "Renewed <time" in page
    assert "Expires <time" in page
    assert SEALED.decode() not in page


def test_only_recent_failures_count(acme: Customer) -> None:
    with acting_for(acme.tenant):
        grant = Grant.objects.get()
        add_requests(grant, "answered", "open", "refused", "unclear", "lost")
        add_requests(grant, "refused", age=timedelta(hours=25))

        found = signing_in(acme.connection, grants_of([acme.connection])[acme.connection.id])
    assert [each["failed"] for each in found["grants"]] == [3]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("live", "ok"),
        ("quarantined", "warn"),
        ("refused", "bad"),
        ("superseded", "bad"),
        ("disconnected", "off"),
    ],
)
def test_each_state_of_a_grant_has_its_mark(acme: Customer, state: str, kind: str) -> None:
    grant = Grant(state=state, state_since=now())

    assert [each["kind"] for each in signing_in(acme.connection, [grant])["grants"]] == [kind]


def test_by_the_gateway_the_sender_is_told(db: None, olga: Client) -> None:
    customer = make_customer("Globex")

    page = olga.get(f"/ops/tenants/{customer.tenant.slug}/").content.decode()

    assert "Web Services user and sender ID" in page
    assert "Nothing lets us in yet" not in page


def test_more_grants_cost_no_more_queries(acme: Customer) -> None:
    def count() -> int:
        with CaptureQueriesContext(database) as captured:
            grants_of([acme.connection])
        return len(captured.captured_queries)

    with acting_for(acme.tenant):
        few = count()
        for number in range(5):
            add_requests(make_grant(acme, f"E{number}"), "refused", "answered")

        assert count() == few


def test_what_is_disconnected_is_counted_found_and_not_checked(
    acme: Customer, olga: Client
) -> None:
    with acting_for(acme.tenant):
        Connection.objects.update(state="disconnected")

    page = olga.get(f"/ops/tenants/{acme.tenant.slug}/").content.decode()
    listed = olga.get("/ops/tenants/?status=disconnected").content.decode()
    assert f"/ops/connections/{acme.connection.id}/runs/" not in page
    assert "tag--off" in page
    assert acme.tenant.name in listed
    assert "/ops/tenants/?status=disconnected" in olga.get("/ops/").content.decode()
