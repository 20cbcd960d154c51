"""The one step a delegation opens: what the colleague can do there, and what they cannot see."""

import pytest
from django.test import Client

from apps.audit.models import Entry
from apps.checklists.models import Delegation
from apps.connections import services as connections
from apps.tenants.scope import acting_for
from apps.vault.models import SealedSecret
from tests.factories import ROBOT, Customer, canary
from tests.portal.approving import make_approving_customer
from tests.portal.colleague import NAME, link_of, mail_of, open_as, page_of, send_step
from tests.portal.planting import decide, name_company, plant_finding, plant_run

WHO = f"{NAME} (priya@alder.example), delegated"


@pytest.fixture
def ready(acme: Customer) -> Customer:
    """A customer who has come as far as the Web Services user."""
    with acting_for(acme.tenant):
        name_company(acme.connection, "AlderFinch")
        decide(acme.connection, role_kind="restricted", level="top")
    return acme


@pytest.fixture
def sent(ready: Customer) -> Delegation:
    return send_step(ready, "user", note="Ask me\nif in doubt <b>")


def state_of(delegation: Delegation) -> str:
    with acting_for(delegation.tenant_id):
        return Delegation.objects.get(id=delegation.id).state


def prove(customer: Customer) -> None:
    """Let the admin do the step meanwhile, and a run show it."""
    with acting_for(customer.tenant):
        connections.save_user(
            connection=customer.connection,
            entity_id="",
            user_id="Craftable",
            password=None,
            actor=ROBOT,
        )
        plant_run(customer.connection, user_exists="passed", user_signs_in="passed")


def html_of(browser: Client, delegation: Delegation) -> str:
    return browser.get(page_of(delegation)).content.decode()


def test_it_shows_that_step_and_no_way_to_another(sent: Delegation, ready: Customer) -> None:
    html = html_of(open_as(sent), sent)

    assert f"you are here as {NAME}" in html
    assert "if in doubt &lt;b&gt;" in html
    assert f"/t/{ready.tenant.slug}/" not in html
    assert all(word not in html for word in ("All steps", "Next step", "Previous step"))
    assert ready.admin.name not in html
    assert ready.admin.email not in html


def test_what_they_save_is_theirs_in_the_log_and_is_checked(
    sent: Delegation, ready: Customer
) -> None:
    browser, password = open_as(sent), canary("delegated")

    answer = browser.post(page_of(sent), {"user_id": "Craftable", "user_password": password})

    assert answer.headers["Location"] == f"{page_of(sent)}#result"
    with acting_for(ready.tenant):
        made = Entry.objects.filter(actor_label=WHO).values_list("action", flat=True)
        assert {"user.named", "credential.stored", "run.requested"} <= set(made)
        assert SealedSecret.objects.get().set_by == WHO
    html = html_of(browser, sent)
    assert password not in html
    assert f'hx-get="{page_of(sent, "result/")}"' in html


def test_of_a_stored_secret_it_says_when_and_not_by_whom(sent: Delegation) -> None:
    open_as(sent, "Tom Finch").post(
        page_of(sent), {"user_id": "Craftable", "user_password": canary("first")}
    )

    html = html_of(open_as(sent), sent)

    assert "Saved on" in html
    assert "Tom" not in html


def test_once_proven_the_page_says_so_and_the_link_is_dead(
    sent: Delegation, ready: Customer
) -> None:
    browser = open_as(sent)

    prove(ready)

    assert state_of(sent) == "done"
    html = html_of(browser, sent)
    assert "This step is done" in html
    assert "Verified with Sage Intacct" in html
    assert browser.get(link_of(sent)).status_code == 303
    assert Client().get(link_of(sent)).status_code == 410
    assert browser.get(page_of(sent, "result/")).headers["HX-Refresh"] == "true"


ACTS = ["", "runs/", "decision/", "attestation/", "completion/"]


@pytest.mark.parametrize("part", ACTS)
def test_a_dead_link_does_nothing(sent: Delegation, ready: Customer, part: str) -> None:
    browser = open_as(sent)
    prove(ready)
    with acting_for(ready.tenant):
        before = Entry.objects.count()

    given = {"user_id": "Other", "user_password": canary("late")}
    answer = browser.post(page_of(sent, part), given)

    assert answer.status_code in {200, 303}
    with acting_for(ready.tenant):
        assert (Entry.objects.count(), SealedSecret.objects.count()) == (before, 0)


@pytest.mark.parametrize("part", [*ACTS, "result/"])
def test_without_the_cookie_nothing_is_there(sent: Delegation, ready: Customer, part: str) -> None:
    stranger = Client()
    stranger.force_login(ready.admin)

    answers = [stranger.get(page_of(sent, part)), stranger.post(page_of(sent, part))]

    assert {each.status_code for each in answers} <= {404, 405}


def test_they_can_say_that_they_are_done(sent: Delegation, ready: Customer) -> None:
    browser = open_as(sent)

    browser.post(page_of(sent, "completion/"))

    assert state_of(sent) == "done"
    assert "Thank you for telling us" in html_of(browser, sent)
    with acting_for(ready.tenant):
        assert Entry.objects.filter(action="delegation.completed", actor_label=WHO).exists()


def test_a_decision_can_be_sent_too(acme: Customer) -> None:
    sent = send_step(acme, "choose-role")
    browser = open_as(sent)

    refused = browser.post(page_of(sent, "decision/"), {"role_kind": "x"}, follow=True)
    browser.post(page_of(sent, "decision/"), {"role_kind": "restricted"})

    assert "Choose one of the options." in refused.content.decode()
    assert state_of(sent) == "done"
    with acting_for(acme.tenant):
        assert Entry.objects.get(action="decision.made").actor_label == WHO


def test_a_mistake_is_told_on_the_page(sent: Delegation) -> None:
    answer = open_as(sent).post(page_of(sent), {"user_id": "", "user_password": ""})

    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.content.decode()


def test_what_is_wrong_elsewhere_is_not_told(sent: Delegation, ready: Customer) -> None:
    with acting_for(ready.tenant):
        plant_finding(
            plant_run(ready.connection, sender_authorized="failed"), "sender.not_authorized"
        )

    html = html_of(open_as(sent), sent)

    assert "comes first" in html
    assert f"/t/{ready.tenant.slug}/" not in html


def test_checks_are_counted(sent: Delegation) -> None:
    browser = open_as(sent)

    answers = [browser.post(page_of(sent, "runs/"), follow=True) for _ in range(11)]

    assert "Wait a minute" not in answers[0].content.decode()
    assert "Wait a minute" in answers[-1].content.decode()


def test_an_approval_in_intacct_is_not_for_a_link(db: None) -> None:
    alder = make_approving_customer()
    client = Client()
    client.force_login(alder.admin)
    base = f"/t/{alder.tenant.slug}/connections/{alder.connection.id}/steps/approve/"

    assert client.get(f"{base}delegations/").status_code == 404


def test_a_step_that_is_not_needed_any_more_says_so(ready: Customer) -> None:
    sent = send_step(ready, "role")
    browser = open_as(sent)

    with acting_for(ready.tenant):
        decide(ready.connection, role_kind="admin")

    assert "not needed any more" in html_of(browser, sent)
    assert Client().get(link_of(sent)).status_code == 410
    assert browser.post(page_of(sent), {"role_title": "Late"}).status_code in {200, 303}
    assert mail_of(sent) is None
