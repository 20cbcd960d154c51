"""The vendor's client applications: kept once, sealed, and known to Intacct or not."""

import secrets
from collections.abc import Iterator

import pytest
from celery import current_app
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.audit.models import Entry
from apps.connections import applications
from apps.connections.gateway import rest_client
from apps.connections.models import ClientApplication
from apps.connections.services import CLIENT_SECRET, SENDER_PASSWORD
from apps.connections.tasks import prove_application
from apps.core.clock import now
from apps.intacct.rest import RestClient
from apps.ops.benches.stage import Stage, simulator
from apps.tenants.unfenced import across_tenants
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT, canary, make_sender

CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"
KNOWN_SECRET = canary("client")


@pytest.fixture(scope="module")
def running() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture
def intacct(running: Stage, settings: Settings) -> Stage:
    """A simulator that knows the client, and us pointed at it."""
    settings.INTACCT_REST_URL = f"{running.url}/ia/api/v1"
    settings.INTACCT_HOSTS = [running.host]
    running.call("POST", "reset", {})
    running.call("PUT", "senders/CraftableMPP", {"password": "sender-password"})
    client = {"secret": KNOWN_SECRET, "redirectUris": [], "senderId": "CraftableMPP"}
    running.call("PUT", f"clients/{CLIENT_ID}", {**client, "scope": "production"})
    return running


@pytest.fixture
def application(db: None) -> ClientApplication:
    return register("Production")


def register(name: str) -> ClientApplication:
    sender = ClientApplication.objects.first()
    return applications.register(
        name=name,
        scope="production",
        sender=sender.sender if sender else make_sender(),
        actor=ROBOT,
    )


def save(
    application: ClientApplication, *, secret: str | None = KNOWN_SECRET, client_id: str = CLIENT_ID
) -> None:
    applications.save_keys(
        application=application,
        client_id=client_id,
        secret=None if secret is None else Secret(secret),
        allowed_origins=["https://app.example.com"],
        actor=ROBOT,
    )


def standing(application: ClientApplication) -> str:
    applications.prove(application_id=application.id)
    application.refresh_from_db()
    return application.standing


def stored(application: ClientApplication) -> str:
    return vault.open_vendor_secret(owner_id=application.id, field=CLIENT_SECRET).reveal()


def recorded() -> list[str]:
    with across_tenants():
        rows = Entry.objects.filter(tenant_id=None).exclude(target_label="CraftableMPP")
        told = [each for each in rows.order_by("seq") if each.target_label != SENDER_PASSWORD]
        return [each.action for each in told]


def test_the_redirect_uri_is_known_before_any_key(
    application: ClientApplication, settings: Settings
) -> None:
    settings.BASE_URL = "https://connect.example.com"

    assert applications.redirect_uri(application) == (
        f"https://connect.example.com/oauth/callback/{application.id}"
    )
    assert application.client_id == ""
    assert recorded() == ["application.registered"]


def test_a_name_is_given_once(application: ClientApplication) -> None:
    with pytest.raises(applications.NameTaken):
        register("Production")

    assert ClientApplication.objects.count() == 1


@pytest.mark.parametrize("secret", ["plain", " kept ", "\tas pasted  "])
def test_keys_are_kept_byte_for_byte(application: ClientApplication, secret: str) -> None:
    save(application, secret=secret)

    application.refresh_from_db()
    assert (application.client_id, stored(application)) == (CLIENT_ID, secret)
    assert application.allowed_origins == ["https://app.example.com"]
    assert recorded()[1:] == ["credential.stored", "application.keys_saved"]


def test_without_a_new_secret_the_stored_one_stays(application: ClientApplication) -> None:
    save(application)

    save(application, secret=None, client_id="other.app.sage.com")

    assert (stored(application), application.client_id) == (KNOWN_SECRET, "other.app.sage.com")


def test_the_first_keys_need_a_secret(application: ClientApplication) -> None:
    with pytest.raises(applications.SecretMissing):
        save(application, secret=None)

    application.refresh_from_db()
    assert application.client_id == ""


def test_a_client_id_is_another_application_s_only_once(application: ClientApplication) -> None:
    save(application)
    other = register("Other")

    with pytest.raises(applications.ClientIdTaken):
        save(other)

    other.refresh_from_db()
    assert (other.client_id, other.standing_at) == ("", None)


@pytest.mark.parametrize(("client_id", "stays"), [(CLIENT_ID, True), ("b.app.sage.com", False)])
def test_another_client_id_must_prove_its_redirect_uri_anew(
    application: ClientApplication, client_id: str, *, stays: bool
) -> None:
    save(application)
    application.approved_at = now()
    application.save()

    save(application, client_id=client_id)

    application.refresh_from_db()
    assert (application.approved_at is not None) is stays


def test_saved_keys_wake_a_worker_with_ids_alone(
    application: ClientApplication,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda *args, **kwargs: sent.append((args, kwargs))
    )

    with django_capture_on_commit_callbacks(execute=True):
        save(application)

    where = {"kwargs": {"application_id": str(application.id)}, "queue": "interactive"}
    assert sent == [((prove_application.name,), where)]
    assert applications.is_being_asked(application)


@pytest.mark.parametrize(
    ("secret", "client_id", "expected"),
    [
        (KNOWN_SECRET, CLIENT_ID, "known"),
        ("another", CLIENT_ID, "unknown"),
        (KNOWN_SECRET, "nobody.app.sage.com", "unknown"),
    ],
    ids=["its own secret", "another secret", "another client ID"],
)
def test_intacct_knows_the_client_or_not(
    intacct: Stage, application: ClientApplication, *, secret: str, client_id: str, expected: str
) -> None:
    save(application, secret=secret, client_id=client_id)

    assert standing(application) == expected
    assert not applications.is_being_asked(application)


@pytest.mark.parametrize("kind", ["html", "reset", "http_503", "rate_limited", "redirect_307"])
def test_trouble_tells_nothing(intacct: Stage, application: ClientApplication, kind: str) -> None:
    save(application)
    intacct.call("POST", "faults", {"kind": kind, "times": 1})

    assert standing(application) == "cannot_tell"


def test_without_keys_or_with_a_closed_vault_nothing_is_asked(
    intacct: Stage, application: ClientApplication, settings: Settings
) -> None:
    assert standing(application) == "cannot_tell"

    save(application)
    settings.VAULT_PRIVATE_KEYS = ""

    assert standing(application) == "cannot_tell"


def test_an_answer_about_older_keys_is_dropped(
    intacct: Stage, application: ClientApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(application)

    def change_meanwhile() -> RestClient:
        save(application, secret="another-" + secrets.token_hex(4))
        return rest_client()

    monkeypatch.setattr(applications, "rest_client", change_meanwhile)

    assert standing(application) == "unchecked"


def test_the_task_carries_an_id(intacct: Stage, application: ClientApplication) -> None:
    save(application)

    prove_application(application_id=str(application.id))

    application.refresh_from_db()
    assert application.standing == "known"
