import hashlib
from datetime import UTC, datetime
from uuid import UUID

import pytest

from apps.audit.chain import fingerprint, first_break
from apps.audit.models import GENESIS, ChainHead, Entry

ACME = UUID("7d6a1c52-60f2-4d3b-9d0e-0a5c6f1b2e34")
CANONICAL = (
    '{"action":"run.requested","actor_id":null,"actor_label":"Alice",'
    '"at":"2026-11-21T09:30:00.000000+00:00","details":{"a":"x","b":[1,null]},'
    '"id":"00000000-0000-0000-0000-000000000001","prev_hash":"' + "0" * 64 + '","seq":1,'
    '"target_id":null,"target_label":"Grüße","tenant_id":"7d6a1c52-60f2-4d3b-9d0e-0a5c6f1b2e34"}'
)


def chain(length: int = 4) -> tuple[ChainHead, list[Entry]]:
    """A whole chain in memory: its head, and its entries."""
    entries, last_hash = [], GENESIS
    for seq in range(1, length + 1):
        entry = Entry(
            id=UUID(int=seq),
            tenant_id=ACME,
            seq=seq,
            at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
            actor_label="Alice",
            action="run.requested",
            target_label="Grüße",
            details={"b": [1, None], "a": "x"},
            prev_hash=last_hash,
        )
        entry.entry_hash = last_hash = fingerprint(entry)
        entries.append(entry)
    return ChainHead(tenant_id=ACME, seq=length, last_hash=last_hash), entries


def test_the_hash_is_that_of_the_documented_text() -> None:
    _, [entry] = chain(1)

    assert entry.entry_hash == hashlib.sha256(CANONICAL.encode()).hexdigest()


def test_a_whole_chain_has_no_break() -> None:
    assert first_break(*chain()) is None
    assert first_break(*chain(0)) is None


@pytest.mark.parametrize(
    "column", ["actor_label", "action", "target_label", "target_id", "actor_id", "at", "details"]
)
def test_an_altered_entry_is_named(column: str) -> None:
    head, entries = chain()
    setattr(entries[1], column, datetime(2026, 1, 1, tzinfo=UTC) if column == "at" else "Mallory")

    found = first_break(head, entries)

    assert found is not None
    assert str(found) == f"Chain {ACME}, entry 2: it was altered."


def test_an_entry_altered_with_its_hash_breaks_the_next() -> None:
    head, entries = chain()
    entries[1].actor_label = "Mallory"
    entries[1].entry_hash = fingerprint(entries[1])

    found = first_break(head, entries)

    assert found is not None
    assert (found.seq, found.reason) == (3, "it does not follow the entry before it")


@pytest.mark.parametrize("position", range(3))
def test_a_removed_entry_is_named(position: int) -> None:
    head, entries = chain()
    del entries[position]

    found = first_break(head, entries)

    assert found is not None
    assert (found.seq, found.reason) == (position + 1, "it is missing")


def test_a_chain_cut_short_is_noticed() -> None:
    head, entries = chain()

    found = first_break(head, entries[:-1])

    assert found is not None
    assert found.reason == "the chain does not end where its head says"


def test_entries_in_another_order_are_noticed() -> None:
    head, entries = chain()

    assert first_break(head, entries[::-1]) is not None
