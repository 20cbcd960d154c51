from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from apps.audit.models import Entry
from apps.checks.gateway import callers_of
from apps.connections import services
from apps.connections.models import Connection, Sender, WebServicesUser
from apps.core.clock import now
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT, make_customer

State = Connection.State


@pytest.fixture
def connection(db: None) -> Iterator[Connection]:
    customer = make_customer()
    with acting_for(customer.tenant):
        yield customer.connection


def save_user(connection: Connection, *, password: str | None) -> WebServicesUser:
    return services.save_user(
        connection=connection,
        entity_id="",
        user_id="Craftable",
        password=Secret(password) if password is not None else None,
        actor=ROBOT,
    )


def stored_password(connection: Connection) -> str:
    return vault.open_for_check(
        tenant_id=connection.tenant_id, connection_id=connection.id, field="user_password/"
    ).reveal()


def actions() -> list[str]:
    rows = Entry.objects.exclude(tenant_id=None).order_by("seq")
    return list(rows.values_list("action", flat=True))


def test_naming_the_company_raises_the_version(connection: Connection) -> None:
    before = connection.version

    services.name_company(connection=connection, company_id=" AlderFinch ", actor=ROBOT)

    connection.refresh_from_db()
    assert (connection.company_id, connection.version) == (" AlderFinch ", before + 1)
    assert actions()[-1] == "company.named"


def test_naming_the_same_company_changes_nothing(connection: Connection) -> None:
    services.name_company(connection=connection, company_id="AlderFinch", actor=ROBOT)
    before, entries = connection.version, len(actions())

    services.name_company(connection=connection, company_id="AlderFinch", actor=ROBOT)

    assert (connection.version, len(actions())) == (before, entries)


def test_capital_letters_make_another_company(connection: Connection) -> None:
    services.name_company(connection=connection, company_id="AlderFinch", actor=ROBOT)
    before = connection.version

    services.name_company(connection=connection, company_id="alderfinch", actor=ROBOT)

    assert connection.version == before + 1


def test_new_demands_raise_the_version_and_the_same_do_not(connection: Connection) -> None:
    before, demands = connection.version, connection.requirements

    services.require(connection=connection, level="entity", requirements=demands)
    services.require(connection=connection, level="entity", requirements=demands)

    assert connection.version == before + 1


def test_saving_a_user_raises_the_version(connection: Connection) -> None:
    before = connection.version

    save_user(connection, password="first")

    assert connection.version == before + 1
    assert actions()[-2:] == ["credential.stored", "user.named"]


def test_without_a_new_password_the_stored_one_stays(connection: Connection) -> None:
    save_user(connection, password=" kept as typed ")

    save_user(connection, password=None)

    assert stored_password(connection) == " kept as typed "


def test_a_new_password_takes_the_place_of_the_old(connection: Connection) -> None:
    save_user(connection, password="first")

    save_user(connection, password="second")

    assert stored_password(connection) == "second"
    assert WebServicesUser.objects.count() == 1


def test_the_audit_log_names_the_user_and_never_the_password(connection: Connection) -> None:
    save_user(connection, password="canary-4f1c")

    told = [str(entry.details) for entry in Entry.objects.all()]
    assert any("Craftable" in details for details in told)
    assert not any("canary-4f1c" in details for details in told)


@pytest.mark.parametrize("change", ["company", "user", "person"])
def test_a_held_user_is_free_once_something_changes(connection: Connection, change: str) -> None:
    user = save_user(connection, password="first")
    services.hold_sign_in(user=user)

    if change == "company":
        services.name_company(connection=connection, company_id="Other", actor=ROBOT)
    elif change == "user":
        save_user(connection, password="second")
    else:
        services.allow_sign_in(connection=connection)

    user.refresh_from_db()
    assert user.refused_at is None


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        (State.SETTING_UP, State.CONNECTED, "connection.connected"),
        (State.CONNECTED, State.BROKEN, "connection.broke"),
        (State.BROKEN, State.CONNECTED, "connection.recovered"),
        (State.CONNECTED, State.UNCLEAR, "connection.unclear"),
        (State.BROKEN, State.SETTING_UP, "connection.reopened"),
    ],
)
def test_a_move_is_written_down(
    connection: Connection, before: str, after: str, action: str
) -> None:
    if before != State.SETTING_UP:
        services.move(connection=connection, state=State.CONNECTED)
        services.move(connection=connection, state=before)

    services.move(connection=connection, state=after, cause="sign_in.refused")

    entry = Entry.objects.exclude(tenant_id=None).order_by("-seq")[0]
    assert entry.action == action
    assert entry.details == {"before": before, "cause": "sign_in.refused"}


def test_staying_where_it_is_says_nothing_but_the_cause(connection: Connection) -> None:
    entries, since = len(actions()), connection.state_since

    services.move(connection=connection, state=State.SETTING_UP, cause="web_services.off")

    connection.refresh_from_db()
    assert (connection.cause, connection.state_since) == ("web_services.off", since)
    assert len(actions()) == entries


def test_the_first_connecting_is_remembered(connection: Connection) -> None:
    services.move(connection=connection, state=State.CONNECTED)
    first = connection.connected_at
    services.move(connection=connection, state=State.BROKEN)

    services.move(connection=connection, state=State.CONNECTED)

    connection.refresh_from_db()
    assert first is not None
    assert connection.connected_at == first


@pytest.mark.parametrize("state", [each for each in State if each != State.DISCONNECTED])
def test_the_next_check_is_spread_by_a_tenth_either_way(
    connection: Connection, settings: Settings, state: str
) -> None:
    settings.CHECK_SECONDS_CONNECTED = settings.CHECK_SECONDS_SETTING_UP = 1000
    settings.CHECK_SECONDS_BROKEN = 1000
    connection.state = state

    begun = now()
    earliest = services.schedule(connection=connection, jitter=0)
    latest = services.schedule(connection=connection, jitter=1)

    second = timedelta(seconds=1)
    assert earliest is not None
    assert latest is not None
    assert timedelta(seconds=900) <= earliest - begun < timedelta(seconds=900) + second
    assert timedelta(seconds=1100) <= latest - begun < timedelta(seconds=1100) + second


def test_a_disconnected_connection_is_never_due(connection: Connection) -> None:
    services.schedule(connection=connection, jitter=0.5)

    services.note_disconnected(connection=connection, actor=ROBOT)
    moved = connection.next_check_at
    planned = services.schedule(connection=connection, jitter=0.5)

    connection.refresh_from_db()
    assert (moved, planned, connection.next_check_at) == (None, None, None)


def test_disconnecting_raises_the_version_and_names_who_did_it(connection: Connection) -> None:
    before = connection.version

    services.note_disconnected(connection=connection, actor=ROBOT)

    entry = Entry.objects.exclude(tenant_id=None).order_by("-seq")[0]
    assert (entry.action, entry.actor_label) == ("connection.disconnected", "Robot")
    assert connection.version == before + 1


@pytest.mark.parametrize("change", ["user", "client", "approval"])
def test_what_signs_in_again_sets_a_disconnected_connection_up_again(
    connection: Connection, change: str
) -> None:
    services.note_disconnected(connection=connection, actor=ROBOT)

    if change == "user":
        save_user(connection, password="again")
    elif change == "client":
        services.name_client(
            connection=connection, client_id="new", secret=Secret("again"), actor=ROBOT
        )
    else:
        services.note_approved(connection=connection)

    assert connection.state == State.SETTING_UP
    assert actions().count("connection.reopened") == 1


def test_a_new_grant_is_checked_at_once(connection: Connection) -> None:
    user, before = save_user(connection, password="first"), connection.version
    services.hold_sign_in(user=user)

    services.note_approved(connection=connection)

    user.refresh_from_db()
    assert connection.next_check_at is not None
    assert connection.next_check_at <= now()
    assert (user.refused_at, connection.version) == (None, before + 1)


def test_scheduling_frees_the_lease(connection: Connection) -> None:
    connection.leased_until = now()

    services.schedule(connection=connection, jitter=0.5)

    connection.refresh_from_db()
    assert connection.leased_until is None


def test_a_sender_is_kept_once_and_its_password_replaced(db: None) -> None:
    first = services.save_sender(sender_id="Vendor", password=Secret("one"), actor=ROBOT)
    again = services.save_sender(sender_id="Vendor", password=Secret("two"), actor=ROBOT)

    opened = vault.open_vendor_secret(owner_id=first.id, field=services.SENDER_PASSWORD)
    assert first == again
    assert opened.reveal() == "two"
    assert Sender.objects.filter(sender_id="Vendor").count() == 1


def test_only_users_of_the_chosen_level_are_signed_in(connection: Connection) -> None:
    save_user(connection, password="first")
    assert [caller.user_id for caller in callers_of(connection)] == ["Craftable"]

    services.require(connection=connection, level="entity", requirements=connection.requirements)

    assert callers_of(connection) == []
