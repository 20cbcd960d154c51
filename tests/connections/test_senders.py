"""Whose sender ID signs in: the vendor's, or one that the customer bought."""

from collections.abc import Iterator

import pytest

from apps.audit.models import Entry
from apps.connections.models import Connection
from apps.connections.senders import has_sender, name_sender, sender_login
from apps.tenants.scope import acting_for
from apps.vault.queries import NotSet
from apps.vault.secret import Secret
from tests.factories import ROBOT, make_customer


@pytest.fixture
def connection(db: None) -> Iterator[Connection]:
    customer = make_customer()
    with acting_for(customer.tenant):
        yield customer.connection


def without_vendor(connection: Connection) -> Connection:
    Connection.objects.update(sender=None)
    return Connection.objects.select_related("tenant").get(id=connection.id)


def name(connection: Connection, *, brings_password: bool = True) -> None:
    secret = Secret("canary-own") if brings_password else None
    name_sender(connection=connection, sender_id="AcmeOwn", password=secret, actor=ROBOT)


def test_the_vendor_s_sender_signs_in_where_the_customer_has_none(connection: Connection) -> None:
    login = sender_login(connection)

    assert login.sender_id == "CraftableMPP"
    assert login.password.startswith("canary-sender")


def test_the_customer_s_own_comes_first(connection: Connection) -> None:
    before = connection.version

    name(connection)

    login = sender_login(connection)
    assert (login.sender_id, login.password) == ("AcmeOwn", "canary-own")
    assert connection.version == before + 1
    assert "canary" not in repr(login)


def test_naming_it_is_on_record_without_its_password(connection: Connection) -> None:
    name(connection)

    entry = Entry.objects.get(action="sender.named")
    assert entry.details == {"sender_id": "AcmeOwn"}


def test_naming_the_same_one_again_changes_nothing(connection: Connection) -> None:
    name(connection)
    version = connection.version

    name(connection, brings_password=False)

    assert connection.version == version


def test_without_a_password_there_is_nothing_to_sign_in_with(connection: Connection) -> None:
    alone = without_vendor(connection)
    assert not has_sender(alone)
    with pytest.raises(NotSet):
        sender_login(alone)

    name(alone, brings_password=False)
    assert not has_sender(alone)
    with pytest.raises(NotSet):
        sender_login(alone)

    name(alone)
    assert has_sender(alone)
