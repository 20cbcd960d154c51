"""A colleague with a browser of their own, and the mail that was sent to them."""

from django.test import Client
from django.urls import reverse

from apps.checklists import queries
from apps.checklists.delegations.links import token_for
from apps.checklists.models import Delegation
from apps.outbox.rendering import Email
from apps.portal.delegation_mails import delegation as render_mail
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.checklists.delegating import code_of, send
from tests.factories import Customer

NAME = "Priya Nair"


def send_step(customer: Customer, step_id: str = "company", **given: str) -> Delegation:
    with acting_for(customer.tenant):
        return send(queries.checklist_of(customer.connection), step_id, **given)


def link_of(delegation: Delegation) -> str:
    return reverse("portal:delegation", args=[token_for(delegation.id)])


def page_of(delegation: Delegation, part: str = "") -> str:
    return f"/delegated/{delegation.id}/{part}"


def code_in_mail(delegation: Delegation) -> str:
    with acting_for(delegation.tenant_id):
        return code_of(delegation)


def open_as(delegation: Delegation, name: str = NAME) -> Client:
    """A new browser in which somebody has typed the code."""
    client = Client()
    answer = client.post(link_of(delegation), {"name": name, "code": code_in_mail(delegation)})
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(delegation))
    return client


def mail_of(delegation: Delegation) -> Email | None:
    with across_tenants():
        delegation.refresh_from_db()
        payload = {"delegation_id": str(delegation.id), "mail": str(delegation.mails)}
        return render_mail(payload)
