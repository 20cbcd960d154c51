from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from apps.audit import queries, services
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.audit.chain import fingerprint
from apps.audit.models import GENESIS, Entry
from apps.core.database import Scope, acting_within
from apps.core.database.everyone import acting_as_everyone
from apps.vault.secret import Secret
from tests.audit.conftest import ActingIn

ACME, GLOBEX = uuid4(), uuid4()
ALICE = Actor(id=uuid4(), label="Alice")


def record(tenant_id: UUID | None = None, **details: Any) -> Entry:
    return services.record(
        Action.RUN_REQUESTED,
        actor=ALICE,
        target_label="Acme, production",
        tenant_id=tenant_id,
        **details,
    )


def test_an_entry_says_who_did_what_to_what(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        record(ACME, probes=["sign_in", {"entity": None}], urgent=True, tries=3)
        [entry] = queries.trail_of(ACME)

    assert (entry.actor_id, entry.actor_label) == (ALICE.id, "Alice")
    assert (entry.action, entry.target_label) == ("run.requested", "Acme, production")
    assert entry.details == {
        "probes": ["sign_in", {"entity": None}],
        "urgent": True,
        "tries": 3,
    }


def test_each_entry_names_the_hash_of_the_one_before(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        first, second = record(ACME), record(ACME)

    assert (first.seq, first.prev_hash) == (1, GENESIS)
    assert (second.seq, second.prev_hash) == (2, first.entry_hash)


def test_a_stored_entry_has_the_hash_it_was_given(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        record(ACME, label="Grüße 🔑", count=2**60)
        [entry] = queries.trail_of(ACME)

    assert fingerprint(entry) == entry.entry_hash


def test_tenants_have_chains_of_their_own(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        record(ACME)
    with acting_in(GLOBEX):
        entry = record(GLOBEX)

    assert entry.seq == 1


@pytest.mark.parametrize(
    "spill", [Secret("c4nary"), [Secret("c4nary")], {"a": Secret("c4nary")}, b"c4nary", 1.5, {1: 2}]
)
def test_refuses_details_that_are_not_plain(acting_in: ActingIn, spill: object) -> None:
    with acting_in(ACME), pytest.raises(services.Unrecordable, match="'password'") as refused:
        record(ACME, password=spill)

    assert "c4nary" not in str(refused.value)
    assert not Entry.objects.filter(tenant_id=ACME).exists()


def test_a_long_label_is_cut(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        entry = services.record(
            Action.RUN_REQUESTED, actor=SYSTEM, target_label="x" * 300, tenant_id=ACME
        )

    assert len(entry.target_label) == services.LABEL_LENGTH


def test_a_tenant_cannot_add_to_anothers_chain(acting_in: ActingIn) -> None:
    with acting_in(ACME), pytest.raises(DatabaseError, match="row-level security"):
        record(GLOBEX)


def test_a_tenant_reads_its_own_chain_only(acting_in: ActingIn) -> None:
    with acting_in(ACME):
        record(ACME)
        record()
    with acting_in(GLOBEX):
        record(GLOBEX)

        seen = set(Entry.objects.values_list("tenant_id", flat=True))

    assert seen == {GLOBEX}


@pytest.mark.django_db
def test_the_platforms_chain_is_read_across_tenants_only() -> None:
    record()

    assert queries.trail_of(None) == []
    with acting_as_everyone():
        assert queries.trail_of(None)[0].actor_label == "Alice"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET actor_label = 'Mallory'", "DELETE FROM audit_entry"],
)
def test_the_database_refuses_to_change_an_entry(acting_in: ActingIn, statement: str) -> None:
    with acting_in(ACME):
        record(ACME)
    with (
        acting_as_everyone(),
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_entries_added_at_once_leave_no_gap(acting_in: ActingIn) -> None:
    tenant = uuid4()

    # The threads have connections of their own: what they record is committed, and stays.
    with ThreadPoolExecutor(4) as writers:
        list(writers.map(record_ten, [tenant] * 4))

    with acting_in(tenant):
        trail = queries.trail_of(tenant, limit=50)
    assert [entry.seq for entry in trail] == list(range(40, 0, -1))


def record_ten(tenant: UUID) -> None:
    try:
        for _ in range(10):
            with acting_within(Scope(tenant_id=tenant)):
                record(tenant)
    finally:
        connection.close()
