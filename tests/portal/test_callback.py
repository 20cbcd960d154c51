"""The address Intacct sends people back to: what it takes in, and where it leads on."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from apps.connections.approvals import Reason, latest
from apps.connections.models import Approval
from apps.portal.approval_words import TO_VISITOR
from apps.portal.views.callback import STRANGERS
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_member
from tests.portal.test_leaving_for_intacct import address, leave

CODE = "canary-code"
SECRETS = ("code=", "state=", CODE)


def callback(customer: Customer) -> str:
    application_id = customer.connection.application_id
    assert application_id is not None
    return reverse("portal:oauth-callback", args=[application_id])


def state_of(left: HttpResponseBase) -> str:
    return parse_qs(urlsplit(left["Location"]).query)["state"][0]


def come_back(client: Client, customer: Customer, **answer: str) -> HttpResponseBase:
    return client.get(callback(customer), answer)


def attempt(customer: Customer) -> Approval:
    with acting_for(customer.tenant):
        approval = latest(customer.connection)
    assert approval is not None
    return approval


def test_who_left_comes_back_to_the_step(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))

    response = come_back(client, alder, code=CODE, state=state)

    assert (response.status_code, response["Location"]) == (
        303,
        address(alder, "steps/approve/") + "#approval",
    )
    assert attempt(alder).state == "returned"


def test_a_reload_and_back_lead_to_the_same_place(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))

    answers = [come_back(client, alder, code=CODE, state=state) for _ in range(3)]

    assert len({answer["Location"] for answer in answers}) == 1
    assert attempt(alder).state == "returned"


def test_who_declined_is_told_on_the_step(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))

    response = come_back(client, alder, error="access_denied", state=state)

    page = client.get(response["Location"]).content.decode()
    assert "Approval was not given" in page
    assert "Start the approval again" in page


def test_somebody_else_connects_nobody_and_both_are_told(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))
    stranger = Client()
    stranger.force_login(make_member(alder.tenant, name="bob"))

    response = come_back(stranger, alder, code=CODE, state=state)

    assert response["Location"] == "/oauth/problem/other_browser/"
    told = stranger.get(response["Location"])
    assert told.status_code == 403
    assert TO_VISITOR[Reason.OTHER_BROWSER].title in told.content.decode()
    assert "came back in another browser" in client.get(address(alder, "steps/approve/")).text


def test_the_same_person_in_another_browser_is_told_on_the_step(
    alder: Customer, client: Client
) -> None:
    state = state_of(leave(client, alder))
    elsewhere = Client()
    elsewhere.force_login(alder.admin)

    response = come_back(elsewhere, alder, code=CODE, state=state)

    assert response["Location"] == address(alder, "steps/approve/") + "#approval"
    assert "came back in another browser" in elsewhere.get(response["Location"]).text


def test_nobody_signed_in_is_told_too(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))

    response = come_back(Client(), alder, code=CODE, state=state)

    assert "Nobody was connected" in Client().get(response["Location"]).text


@pytest.mark.parametrize(
    "query", ["", "code=x", "state=x", "code=x&state=y", "code=x&code=y&state=z"]
)
def test_nonsense_has_a_page_of_its_own(alder: Customer, client: Client, query: str) -> None:
    response = client.get(f"{callback(alder)}?{query}")

    assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 400


def test_no_secret_is_left_in_an_address(alder: Customer, client: Client) -> None:
    state = state_of(leave(client, alder))

    for answer in (
        come_back(Client(), alder, code=CODE, state="another"),
        come_back(client, alder, code=CODE, state=state),
    ):
        assert not [secret for secret in (*SECRETS, state) if secret in answer["Location"]]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["post", "head", "put", "options"])
def test_only_a_get_is_taken_in(alder: Customer, client: Client, method: str) -> None:
    state = state_of(leave(client, alder))

    response = getattr(client, method)(f"{callback(alder)}?code={CODE}&state={state}")

    assert response.status_code == 405
    assert attempt(alder).state == "started"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_what_no_person_opened_has_no_effect(
    alder: Customer, client: Client, headers: dict[str, str]
) -> None:
    state = state_of(leave(client, alder))

    response = client.get(callback(alder), {"code": CODE, "state": state}, headers=headers)

    assert response.status_code == 403
    assert attempt(alder).state == "started"


def test_an_unknown_application_is_no_crash(client: Client, db: None) -> None:
    response = client.get(f"/oauth/callback/{uuid.uuid4()}?code=x&state=y")

    assert response["Location"] == "/oauth/problem/unknown_state/"


@pytest.mark.parametrize("reason", TO_VISITOR)
def test_each_problem_has_its_page_signed_in_or_not(
    alder: Customer, client: Client, reason: Reason
) -> None:
    url = reverse("portal:approval-problem", args=[reason])

    signed_out = client.get(url)
    client.force_login(alder.admin)
    signed_in = client.get(url)

    assert signed_out.status_code == signed_in.status_code == (403 if reason in STRANGERS else 400)
    assert "Sign in to see your steps" in signed_out.text
    assert "Go to your steps" in signed_in.text


@pytest.mark.parametrize("reason", ["nowhere", Reason.NO_ANSWER])
def test_what_has_no_page_is_404(client: Client, db: None, reason: str) -> None:
    assert client.get(f"/oauth/problem/{reason}/").status_code == 404
