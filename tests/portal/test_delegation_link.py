"""The mailed link: looking at it does nothing, and only the mail's code opens it.

Rows: ../shared/reference/security-reliability.md §6D.
"""

import pytest
from django.test import Client

from apps.checklists.delegations.opening import MOST_TRIES
from apps.checklists.models import Delegation
from apps.tenants.scope import acting_for
from tests.checklists.delegating import run_out
from tests.factories import Customer, make_customer
from tests.portal import colleague
from tests.portal.colleague import NAME, code_in_mail, link_of, open_as, page_of, send_step

WRONG = {"name": NAME, "code": "no code"}


@pytest.fixture
def sent(acme: Customer) -> Delegation:
    return send_step(acme)


def row(delegation: Delegation) -> Delegation:
    with acting_for(delegation.tenant_id):
        return Delegation.objects.get(id=delegation.id)


def names_of(customer: Customer) -> list[str]:
    return [customer.tenant.name, customer.tenant.slug, "Robot", "Priya", "priya@"]


def test_it_shows_who_asks_for_what_and_until_when(sent: Delegation, client: Client) -> None:
    html = client.get(link_of(sent)).content.decode()

    assert "Robot asks you to do one step" in html
    assert f"{sent.expires_at:%-d %B %Y}" in html
    assert "<title>A step for you – Causeway</title>" in html  # what a chat unfurls


def test_a_scanner_before_the_person_changes_nothing(sent: Delegation, client: Client) -> None:
    before = row(sent).__dict__ | {"_state": None}
    for _ in range(20):
        assert client.get(link_of(sent)).status_code == 200
        assert client.head(link_of(sent)).status_code == 200

    assert row(sent).__dict__ | {"_state": None} == before
    open_as(sent)


def test_a_scanner_that_submits_forms_does_not_pass(sent: Delegation, client: Client) -> None:
    answer = client.post(link_of(sent), {"name": "x", "code": "x"})

    assert answer.status_code == 422
    assert not any(name.startswith("step-") for name in client.cookies)
    assert row(sent).opened_at is None


def test_the_page_holds_no_code(sent: Delegation, client: Client) -> None:
    code = code_in_mail(sent)

    pages = [client.get(link_of(sent)), client.post(link_of(sent), WRONG)]

    assert not any(code in page.content.decode() for page in pages)


def test_after_five_wrong_codes_another_mail_must_be_asked_for(
    sent: Delegation, client: Client
) -> None:
    told = [client.post(link_of(sent), WRONG).content.decode() for _ in range(MOST_TRIES + 1)]

    assert "You have 4 tries left" in told[0]
    assert "You have 1 try left" in told[3]
    assert "Send a new code" in told[4]
    right = {"name": NAME, "code": code_in_mail(sent)}
    assert client.post(link_of(sent), right).status_code == 422
    assert client.post(f"{link_of(sent)}mail/").status_code == 303
    assert code_in_mail(sent) != right["code"]
    open_as(sent)


def test_no_second_mail_goes_out_while_the_first_can_be_used(
    sent: Delegation, client: Client
) -> None:
    answer = client.post(f"{link_of(sent)}mail/")

    assert answer.status_code == 422
    assert row(sent).mails == 1


@pytest.mark.parametrize("part", ["", "mail/"])
def test_an_edited_link_is_a_page_not_found(acme: Customer, sent: Delegation, part: str) -> None:
    link = link_of(sent)
    edited = [link[:-2] + "/", link.replace("~", "~a"), "/steps/x/", link.upper().lower()]

    answers = [Client().post(path + part) for path in edited if path != link]

    assert {answer.status_code for answer in answers} == {404}
    html = "".join(answer.content.decode() for answer in answers)
    assert not any(name in html for name in names_of(acme))


def test_the_link_of_a_deleted_tenant_is_a_page_not_found(sent: Delegation, client: Client) -> None:
    with acting_for(sent.tenant_id):
        Delegation.objects.filter(id=sent.id).delete()

    assert client.get(link_of(sent)).status_code == 404


ENDS = {
    "done": ("completed_at", "This step is done"),
    "withdrawn": ("withdrawn_at", "This step was taken back"),
}


@pytest.mark.parametrize("state", ENDS)
def test_an_end_has_its_own_sentence_and_names_whom_to_ask(
    acme: Customer, sent: Delegation, client: Client, state: str
) -> None:
    column, sentence = ENDS[state]
    with acting_for(sent.tenant_id):
        Delegation.objects.filter(id=sent.id).update(**{column: sent.created_at})

    answer = client.get(link_of(sent))

    html = answer.content.decode()
    assert (answer.status_code, sentence in html, "Robot" in html) == (410, True, True)
    assert acme.tenant.name not in html
    assert client.post(link_of(sent), WRONG).status_code == 410


def test_run_out_it_says_so(acme: Customer, sent: Delegation, client: Client) -> None:
    with acting_for(sent.tenant_id):
        run_out(sent)

    answer = client.get(link_of(sent))

    html = answer.content.decode()
    assert (answer.status_code, "This link has ended" in html) == (410, True)
    assert "Ask Robot" in html
    assert acme.tenant.name not in html


def test_the_token_is_gone_from_the_address_once_it_is_open(sent: Delegation) -> None:
    browser = open_as(sent)

    again = browser.get(link_of(sent))

    assert (again.status_code, again.headers["Location"]) == (303, page_of(sent))


def test_another_browser_needs_the_code_again(sent: Delegation) -> None:
    open_as(sent)

    other = Client()

    assert "Code from the email" in other.get(link_of(sent)).content.decode()
    assert other.get(page_of(sent)).status_code == 404


def test_the_cookie_is_for_this_delegation_alone(acme: Customer, sent: Delegation) -> None:
    browser = open_as(sent)
    others = [send_step(acme, email="bob@example.com"), send_step(make_customer("Globex"))]
    (cookie,) = [each for name, each in browser.cookies.items() if name.startswith("step-")]

    for other in others:
        browser.cookies[f"step-{other.id.hex[:12]}"] = cookie.value
        assert browser.get(page_of(other)).status_code == 404
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_over_https_the_cookie_is_bound_to_the_host(sent: Delegation, settings: object) -> None:
    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]

    browser = open_as(sent)

    (name,) = [name for name in browser.cookies if "step-" in name]
    assert name.startswith("__Host-")
    assert (browser.cookies[name]["secure"], browser.cookies[name]["domain"]) == (True, "")


def test_no_other_site_learns_the_address(sent: Delegation, client: Client) -> None:
    answer = client.get(link_of(sent))

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_somebody_signed_in_elsewhere_changes_nothing(sent: Delegation) -> None:
    globex = make_customer("Globex")
    client = Client()
    client.force_login(globex.admin)

    answer = client.post(link_of(sent), {"name": NAME, "code": code_in_mail(sent)})
    html = client.get(answer.headers["Location"]).content.decode()

    assert globex.tenant.name not in html
    assert colleague.NAME in html
