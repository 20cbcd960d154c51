import json
from typing import NoReturn
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings

from apps.audit import queries as audit_queries
from apps.audit import services as audit
from apps.audit.models import Entry
from apps.tenants.models import Tenant
from apps.tenants.scope import acting_for
from apps.vault import queries, services
from apps.vault.keyring import CannotOpen, VaultClosed
from apps.vault.models import SealedSecret, VendorSecret
from apps.vault.place import Place
from apps.vault.secret import Secret
from tests.vault.conftest import ALICE, make_tenant
from tests.vault.rooms import NEW_PRIVATE, NEW_PUBLIC, OLD_PRIVATE, OLD_PUBLIC

CONNECTION = uuid4()
CANARY = "canary 9d1f "


def keep(tenant: Tenant, text: str = CANARY, field: str = "user_password") -> SealedSecret:
    return services.store(
        tenant=tenant, connection_id=CONNECTION, field=field, secret=Secret(text), actor=ALICE
    )


def opened(tenant: Tenant, field: str = "user_password") -> Secret:
    return services.open_for_check(tenant_id=tenant.id, connection_id=CONNECTION, field=field)


def revealed(tenant: Tenant) -> Secret:
    return services.reveal(
        tenant=tenant,
        connection_id=CONNECTION,
        field="user_password",
        actor=ALICE,
        reason="Acme asked",
    )


def test_a_check_opens_what_was_stored(in_acme: Tenant) -> None:
    keep(in_acme)

    assert opened(in_acme) == Secret(CANARY)


def test_a_new_version_shreds_the_one_before(in_acme: Tenant) -> None:
    first = keep(in_acme, "old")
    second = keep(in_acme, "new")

    first.refresh_from_db()
    assert (first.version, second.version) == (1, 2)
    assert bytes(first.sealed) == b""
    assert first.replaced_at is not None
    assert opened(in_acme) == Secret("new")


def test_the_row_and_the_trail_hold_no_plaintext(in_acme: Tenant) -> None:
    row = keep(in_acme)

    assert CANARY.encode() not in bytes(row.sealed)
    assert CANARY not in json.dumps(list(Entry.objects.values()), default=str)
    assert CANARY not in f"{row!r} {row} {vars(row)}"


def test_storing_is_written_down(in_acme: Tenant) -> None:
    keep(in_acme)

    [entry] = audit_queries.trail_of(in_acme.id)
    assert (entry.action, entry.target_label) == ("credential.stored", "user_password")
    assert (entry.target_id, entry.details) == (CONNECTION, {"version": 1})


def test_bytes_copied_to_another_field_do_not_open(in_acme: Tenant) -> None:
    row = keep(in_acme, "one")
    other = keep(in_acme, "two", field="client_secret")

    SealedSecret.objects.filter(id=other.id).update(sealed=row.sealed)

    with pytest.raises(CannotOpen):
        opened(in_acme, "client_secret")


def test_another_tenant_finds_nothing(in_acme: Tenant) -> None:
    keep(in_acme)

    with acting_for(make_tenant("Globex")), pytest.raises(queries.NotSet):
        opened(in_acme)


def test_what_was_never_stored_is_not_set(in_acme: Tenant) -> None:
    with pytest.raises(queries.NotSet):
        opened(in_acme)


def test_a_process_without_private_keys_stores_and_cannot_open(
    in_acme: Tenant, settings: Settings
) -> None:
    settings.VAULT_PRIVATE_KEYS = None

    keep(in_acme)

    with pytest.raises(VaultClosed):
        opened(in_acme)
    with pytest.raises(VaultClosed):
        revealed(in_acme)


def test_a_rotated_ring_opens_what_the_old_key_sealed(in_acme: Tenant, settings: Settings) -> None:
    settings.VAULT_PUBLIC_KEYS, settings.VAULT_PRIVATE_KEYS = OLD_PUBLIC, OLD_PRIVATE
    keep(in_acme)

    settings.VAULT_PUBLIC_KEYS = f"{NEW_PUBLIC},{OLD_PUBLIC}"
    settings.VAULT_PRIVATE_KEYS = f"{NEW_PRIVATE},{OLD_PRIVATE}"

    assert opened(in_acme) == Secret(CANARY)
    assert keep(in_acme).key_id == NEW_PUBLIC.partition(":")[0]


def test_revealing_is_written_down_with_its_reason(
    in_acme: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    keep(in_acme)

    with caplog.at_level("INFO", logger="causeway.vault"):
        secret = revealed(in_acme)

    entry = audit_queries.trail_of(in_acme.id)[0]
    assert secret == Secret(CANARY)
    assert entry.action == "credential.opened"
    assert entry.details == {"version": 1, "reason": "Acme asked"}
    assert json.loads(caplog.messages[-1])["actor"] == "Alice"
    assert CANARY not in caplog.text


def test_nothing_opens_when_the_entry_cannot_be_written(
    in_acme: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(in_acme)
    monkeypatch.setattr(audit, "record", refuse_to_write)
    monkeypatch.setattr(services, "unseal", lambda *_, **__: pytest.fail("It was opened"))

    with pytest.raises(DatabaseError):
        revealed(in_acme)


def refuse_to_write(*_: object, **__: object) -> NoReturn:
    raise DatabaseError("The disk is full")


def test_revealing_inside_a_transaction_is_refused(in_acme: Tenant) -> None:
    keep(in_acme)

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        revealed(in_acme)


def test_forgetting_shreds_every_secret_of_the_connection(in_acme: Tenant) -> None:
    keep(in_acme)
    keep(in_acme, field="client_secret")

    count = services.forget(tenant=in_acme, connection_id=CONNECTION, actor=ALICE)

    rows = SealedSecret.objects.all()
    assert count == 2
    assert {bytes(row.sealed) for row in rows} == {b""}
    assert not queries.described(tenant_id=in_acme.id, connection_id=CONNECTION)
    assert audit_queries.trail_of(in_acme.id)[0].action == "credential.forgotten"


def test_a_version_number_is_never_used_again(in_acme: Tenant) -> None:
    keep(in_acme)
    services.forget(tenant=in_acme, connection_id=CONNECTION, actor=ALICE)

    assert keep(in_acme).version == 2


@pytest.mark.django_db
def test_a_secret_of_the_vendor_opens_in_its_own_place() -> None:
    owner = uuid4()
    for text in ("old", "new"):
        services.store_for_vendor(
            owner_id=owner, field="sender_password", secret=Secret(text), actor=ALICE
        )

    secret = services.open_vendor_secret(owner_id=owner, field="sender_password")

    assert secret == Secret("new")
    assert VendorSecret.objects.filter(owner_id=owner, replaced_at=None).count() == 1


def test_what_a_worker_obtained_opens_in_its_place_only() -> None:
    place = Place(uuid4(), uuid4(), "session", 1)
    sealed = services.seal_obtained(Secret("sid"), place=place)

    assert services.open_obtained(sealed, place=place) == Secret("sid")
    with pytest.raises(CannotOpen):
        services.open_obtained(sealed, place=Place(uuid4(), place.connection_id, "session", 1))


def test_a_page_learns_when_and_by_whom_and_no_more(in_acme: Tenant) -> None:
    row = keep(in_acme)

    described = queries.described(tenant_id=in_acme.id, connection_id=CONNECTION)

    assert described == {
        "user_password": queries.SetSecret("user_password", 1, row.created_at, "Alice")
    }


def test_one_current_version_is_all_the_table_takes(in_acme: Tenant) -> None:
    row = keep(in_acme)
    row.pk, row.version, row._state.adding = uuid4(), 2, True

    with pytest.raises(DatabaseError, match="vault_sealed_current"), transaction.atomic():
        row.save()
