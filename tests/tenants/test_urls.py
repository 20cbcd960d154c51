"""Of allauth's pages only those we want exist; what it links to among them can be reversed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from apps.tenants.models import User
from tests.factories import PASSWORD, make_user

WANTED = ["login", "logout", "signup", "inactive", "reauthenticate", "change_password"]
RESET = ["reset_password", "reset_password_done", "reset_password_from_key_done", "set_password"]
UNWANTED = ["email/", "confirm-email/", "confirm-email/key/", "login/code/confirm/", ""]


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice")


@pytest.mark.parametrize("name", [*WANTED, *RESET])
def test_what_we_want_is_there(alice: User, client: Client, name: str) -> None:
    client.force_login(alice)

    assert client.get(reverse(f"account_{name}")).status_code in {200, 302}


@pytest.mark.parametrize("page", UNWANTED)
def test_what_we_do_not_want_is_not_there(alice: User, client: Client, page: str) -> None:
    client.force_login(alice)

    assert client.get(f"/accounts/{page}").status_code == 404
    assert client.post(f"/accounts/{page}").status_code == 404


def test_nobody_moves_to_an_address_they_have_not_proven(alice: User, client: Client) -> None:
    client.force_login(alice)

    client.post("/accounts/email/", {"action_add": "", "email": "mallory@example.com"})

    alice.refresh_from_db()
    assert alice.email != "mallory@example.com"
    assert not EmailAddress.objects.filter(email="mallory@example.com").exists()


def test_signing_in_and_out_needs_none_of_the_rest(alice: User, client: Client) -> None:
    entered = client.post(
        "/accounts/login/", {"login": alice.email, "password": PASSWORD}, follow=True
    )
    left = client.post("/accounts/logout/", follow=True)

    assert entered.context["user"] == alice
    assert (left.status_code, left.redirect_chain[-1][0]) == (200, "/accounts/login/?next=/")


def test_a_forgotten_password_is_set_anew_by_mail(alice: User, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": alice.email})
    link = re.findall(r"http://\S+?(/accounts/\S+)", str(mail.outbox[0].body))[0]
    form_url = client.get(link, follow=True).request["PATH_INFO"]

    new = {"password1": f"{PASSWORD}-new", "password2": f"{PASSWORD}-new"}
    done = client.post(form_url, new, follow=True)

    alice.refresh_from_db()
    assert done.status_code == 200
    assert alice.check_password(f"{PASSWORD}-new")


def test_whoever_has_no_account_is_told_by_mail(client: Client, db: None) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.com"}, follow=True)

    assert answer.status_code == 200
    assert mail.outbox[0].to == ["nobody@example.com"]
