"""Operators register their product at Sage: who may, what is told, and what is never shown."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from apps.connections import applications
from apps.connections.models import ClientApplication, Connection
from apps.connections.services import CLIENT_SECRET
from apps.core.clock import now
from apps.ops.application_page import PATIENCE, application_page, applications_page
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT, canary, make_customer, make_sender, make_user
from tests.portal.approving import plant_grant
from tests.portal.test_hostile_fields import HOSTILE

CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"
KEYS = {"client_id": CLIENT_ID, "secret": "canary-of-the-client-8812", "allowed_origins": ""}


@pytest.fixture
def application(db: None) -> ClientApplication:
    return register("Ledgerline")


@pytest.fixture
def ada(application: ClientApplication, client: Client) -> Client:
    """The browser of an operator who may do everything."""
    client.force_login(make_user("ada", operator_role="admin"))
    return client


def register(name: str) -> ClientApplication:
    first = ClientApplication.objects.first()
    sender = first.sender if first else make_sender()
    return applications.register(name=name, scope="production", sender=sender, actor=ROBOT)


def keyed(application: ClientApplication) -> ClientApplication:
    applications.save_keys(
        application=application,
        client_id=CLIENT_ID,
        secret=Secret(KEYS["secret"]),
        allowed_origins=[],
        actor=ROBOT,
    )
    return application


def url(application: ClientApplication, part: str = "") -> str:
    return f"/ops/applications/{application.id}/{part}"


def html(client: Client, application: ClientApplication) -> str:
    return client.get(url(application)).content.decode()


@pytest.mark.parametrize(
    ("role", "looks", "acts"),
    [("viewer", 200, 403), ("operator", 200, 403), ("admin", 200, 302), ("", 404, 404)],
)
def test_admins_change_and_every_operator_looks(
    application: ClientApplication, client: Client, *, role: str, looks: int, acts: int
) -> None:
    client.force_login(make_user("ada", operator_role=role))

    seen = [client.get(page).status_code for page in ("/ops/applications/", url(application))]
    done = [
        client.post("/ops/applications/new/", new_form(application)).status_code,
        client.post(url(application, "keys/"), KEYS).status_code,
        client.post(url(application, "standing/")).status_code,
    ]
    assert (set(seen), set(done)) == ({looks}, {acts})


def new_form(application: ClientApplication, **fields: str) -> dict[str, str]:
    sender_id = str(application.sender_id)
    return {"name": "Spendline", "scope": "non-production", "sender": sender_id, **fields}


def test_who_only_looks_gets_no_form(application: ClientApplication, client: Client) -> None:
    client.force_login(make_user("vera", operator_role="viewer"))

    page = html(client, application)
    assert url(application, "keys/") not in page
    assert url(application, "standing/") not in page
    assert "/ops/applications/new/" not in client.get("/ops/applications/").content.decode()


def test_a_new_application_shows_its_redirect_uri_at_once(
    ada: Client, application: ClientApplication, settings: Settings
) -> None:
    settings.BASE_URL = "https://connect.example.com"

    answer = ada.post("/ops/applications/new/", new_form(application), follow=True)

    made = ClientApplication.objects.get(name="Spendline")
    page = answer.content.decode()
    assert f'data-copy="https://connect.example.com/oauth/callback/{made.id}"' in page
    assert 'data-copy="https://connect.example.com"' in page
    assert 'data-copy="CraftableMPP"' in page
    assert "Non-production" in page


def test_a_name_that_is_taken_is_said_so(ada: Client, application: ClientApplication) -> None:
    answer = ada.post("/ops/applications/new/", new_form(application, name="Ledgerline"))

    assert answer.status_code == 422
    assert "Another application has this name" in answer.content.decode()


@pytest.mark.parametrize("secret", [KEYS["secret"], f" {KEYS['secret']}", f"{KEYS['secret']}\t"])
def test_a_secret_is_kept_as_pasted_and_never_shown(
    ada: Client, application: ClientApplication, secret: str
) -> None:
    answer = ada.post(url(application, "keys/"), {**KEYS, "secret": secret}, follow=True)

    page = answer.content.decode()
    assert vault.open_vendor_secret(owner_id=application.id, field=CLIENT_SECRET).reveal() == secret
    assert ("begins or ends with a space" in page) is (secret != KEYS["secret"])
    assert KEYS["secret"] not in page + html(ada, application)


def test_neither_a_secret_nor_its_length_shows(ada: Client, application: ClientApplication) -> None:
    pages = set()
    for secret in (canary("short"), canary("long") * 8):
        ada.post(url(application, "keys/"), {**KEYS, "secret": secret})
        ClientApplication.objects.update(standing="known", standing_at=application.created_at)
        pages.add(re.sub(r"version \d|csrf\w+\" value=\"\w+", "", html(ada, application)))

    assert len(pages) == 1


def test_a_refused_form_does_not_give_the_secret_back(
    ada: Client, application: ClientApplication
) -> None:
    answer = ada.post(url(application, "keys/"), {**KEYS, "client_id": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter the client ID" in page
    assert KEYS["secret"] not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"secret": ""}, "Enter the client secret."),
        ({"client_id": "https://a.app.sage.com"}, "This is an address."),
        ({"client_id": f" {CLIENT_ID}"}, "must not contain spaces"),
        ({"client_id": "a\u200bb"}, "invisible character"),
        ({"allowed_origins": "https://a.example\nhttp://b.example"}, "Line 2 must be https://"),
        ({"allowed_origins": "https://a.example/"}, "Line 1 must be https://"),
        ({"allowed_origins": "\n".join(f"https://a{n}.example" for n in range(21))}, "20 domains"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    ada: Client, application: ClientApplication, *, sent: dict[str, str], said: str
) -> None:
    answer = ada.post(url(application, "keys/"), {**KEYS, **sent})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    application.refresh_from_db()
    assert application.client_id == ""


def test_a_client_id_of_another_application_is_refused(
    ada: Client, application: ClientApplication
) -> None:
    keyed(application)
    other = register("Spendline")

    answer = ada.post(url(other, "keys/"), KEYS)

    assert answer.status_code == 422
    assert "Another application has this client ID" in answer.content.decode()


def test_a_client_id_that_grants_live_by_is_not_changed(
    ada: Client, application: ClientApplication
) -> None:
    customer = make_customer("Acme")
    with acting_for(customer.tenant):
        Connection.objects.update(application=keyed(application))
        plant_grant(customer.connection)

    answer = ada.post(url(application, "keys/"), KEYS | {"client_id": "b.app.sage.com"})

    assert answer.status_code == 422
    assert "another one ends every approval" in answer.content.decode()


@pytest.mark.parametrize(("client_id", "hints"), [(CLIENT_ID, False), ("b5974b6c", True)])
def test_an_unusual_client_id_is_taken_with_a_hint(
    ada: Client, application: ClientApplication, client_id: str, *, hints: bool
) -> None:
    answer = ada.post(url(application, "keys/"), {**KEYS, "client_id": client_id}, follow=True)

    assert ("does not end in .app.sage.com" in answer.content.decode()) is hints


def test_an_empty_secret_keeps_the_stored_one(ada: Client, application: ClientApplication) -> None:
    keyed(application)

    origins = "https://a.example\r\n\r\nhttps://b.example\r\nhttps://a.example"
    ada.post(url(application, "keys/"), {**KEYS, "secret": "", "allowed_origins": origins})

    application.refresh_from_db()
    opened = vault.open_vendor_secret(owner_id=application.id, field=CLIENT_SECRET)
    assert opened.reveal() == KEYS["secret"]
    assert application.allowed_origins == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", KEYS)
def test_no_keys_stumble(
    ada: Client, application: ClientApplication, *, field: str, sent: str | bytes
) -> None:
    assert ada.post(url(application, "keys/"), {**KEYS, field: sent}).status_code in {302, 422}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", ["name", "scope", "sender"])
def test_no_new_application_stumbles(
    ada: Client, application: ClientApplication, *, field: str, sent: str | bytes
) -> None:
    form = {**new_form(application), field: sent}

    assert ada.post("/ops/applications/new/", form).status_code in {302, 422}


def test_check_now_asks_anew(ada: Client, application: ClientApplication) -> None:
    keyed(application)
    ClientApplication.objects.update(standing="known", standing_at=now() - timedelta(days=1))

    page = ada.post(url(application, "standing/"), follow=True).content.decode()

    assert "Asking Intacct" in page
    assert f'hx-get="{url(application)}"' in page


def test_without_keys_there_is_nothing_to_ask(ada: Client, application: ClientApplication) -> None:
    page = ada.post(url(application, "standing/"), follow=True).content.decode()

    application.refresh_from_db()
    assert "Save the keys first" in page
    assert application.standing_at is None


def test_the_page_stops_asking_when_nobody_answers(application: ClientApplication) -> None:
    keyed(application)
    assert application_page(application, can_change=True).poll_url == url(application)

    application.standing_at = now() - PATIENCE - timedelta(seconds=1)

    assert application_page(application, can_change=True).poll_url == ""


@pytest.mark.parametrize(
    ("standing", "state", "note"),
    [
        ("known", "passed", "It answered so on"),
        ("unknown", "failed", "It refused them on"),
        ("cannot_tell", "unclear", "Check again in a few minutes"),
    ],
)
def test_each_standing_is_told(
    application: ClientApplication, *, standing: str, state: str, note: str
) -> None:
    application.standing, application.standing_at = standing, now()

    rows = application_page(application, can_change=False).proofs
    row = next(each for each in rows if each["id"] == "client-is-known")
    assert (row["state"], note in row["note"]) == (state, True)


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    application: ClientApplication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        applications_page(can_change=True)

    for number in range(5):
        register(f"Application {number}")

    with django_assert_num_queries(1):
        assert len(applications_page(can_change=True)["rows"]) == 6
