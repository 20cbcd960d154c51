"""The customer's admin sends a step to a colleague, and takes it back."""

import uuid

import pytest
from django.test import Client

from apps.checklists.models import Delegation
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_customer, make_member
from tests.portal.colleague import link_of, mail_of, open_as, send_step

PRIYA = {"email": "priya@alder.example", "name": "Priya Nair", "note": "Thanks!", "days": "3"}


@pytest.fixture
def admin(acme: Customer, client: Client) -> Client:
    client.force_login(acme.admin)
    return client


def step_of(customer: Customer, part: str = "") -> str:
    base = f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/steps/company/"
    return base + part


def sent_by(customer: Customer) -> list[Delegation]:
    with acting_for(customer.tenant):
        return list(Delegation.objects.order_by("created_at"))


def test_a_step_is_sent_for_as_long_as_the_admin_says(acme: Customer, admin: Client) -> None:
    answer = admin.post(step_of(acme, "delegations/"), PRIYA)

    assert answer.headers["Location"] == step_of(acme)
    (made,) = sent_by(acme)
    assert (made.email, made.note, made.invited_by) == (PRIYA["email"], "Thanks!", "Alice")
    assert (made.expires_at - made.created_at).days in {2, 3}


def test_the_page_lists_who_has_it_and_takes_it_back(acme: Customer, admin: Client) -> None:
    admin.post(step_of(acme, "delegations/"), PRIYA)
    (made,) = sent_by(acme)
    before = admin.get(step_of(acme, "delegations/")).content.decode()

    answer = admin.post(step_of(acme, f"delegations/{made.id}/withdrawal/"))

    assert "Priya Nair (priya@alder.example)" in before
    assert "Not opened yet" in before
    assert answer.headers["Location"] == step_of(acme)
    assert sent_by(acme)[0].state == "withdrawn"
    assert Client().get(link_of(made)).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "Enter your colleague’s email."),
        ({"email": "priya"}, "Enter a valid email address."),
        ({"days": "400"}, "400 is not one of the available choices."),
        ({"note": "a\x00b"}, "Null characters are not allowed."),
        ({"note": "x" * 501}, "at most 500 characters"),
        ({"name": "a\u2028b\x07"}, "cannot be typed"),
    ],
)
def test_what_does_not_fit_is_told(
    acme: Customer, admin: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = admin.post(step_of(acme, "delegations/"), {**PRIYA, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sent_by(acme) == []


@pytest.mark.parametrize("role", ["viewer", "member"])
def test_only_an_admin_sends_mail_to_others(acme: Customer, client: Client, role: str) -> None:
    client.force_login(make_member(acme.tenant, role=role))

    assert client.post(step_of(acme, "delegations/"), PRIYA).status_code == 403


def test_nobody_takes_back_what_is_not_theirs(acme: Customer, admin: Client) -> None:
    foreign = send_step(make_customer("Globex"))
    of_another_step = send_step(acme, "choose-role")

    for delegation_id in (foreign.id, of_another_step.id, uuid.uuid4()):
        url = step_of(acme, f"delegations/{delegation_id}/withdrawal/")
        assert admin.post(url).status_code == 404


def test_the_mail_says_who_asks_for_what_and_holds_link_and_code(acme: Customer) -> None:
    sent = send_step(acme, note="Ask me\nif in doubt & <b>")

    mail = mail_of(sent)

    assert mail is not None
    assert "Robot asks you to do one step" in mail.text
    assert "Ask me\nif in doubt & <b>" in mail.text
    assert "Nobody asks you for your own password" in mail.text
    assert link_of(sent) in mail.text
    open_as(sent)


def test_no_mail_goes_out_for_a_dead_link(acme: Customer, admin: Client) -> None:
    sent = send_step(acme)
    admin.post(step_of(acme, f"delegations/{sent.id}/withdrawal/"))

    assert mail_of(sent) is None
