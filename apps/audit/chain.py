"""How entries are chained, and how a chain is proven.

The hash of an entry is SHA-256 over its canonical JSON: every column except the hash itself, keys
sorted, no spaces, UTF-8 (as RFC 8785 lays down for text and whole numbers; details hold no other
numbers), ids in lower case with hyphens, the time in UTC with microseconds. `prev_hash` is one of
those columns, so an entry vouches for all before it; the chain's head vouches for the last.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from apps.audit.models import GENESIS, ChainHead, Entry


@dataclass(frozen=True)
class Break:
    """Where a chain stops being true, and how."""

    tenant_id: UUID | None
    seq: int
    reason: str

    def __str__(self) -> str:
        return f"Chain {self.tenant_id or 'platform'}, entry {self.seq}: {self.reason}."


def fingerprint(entry: Entry) -> str:
    """The hash an entry must carry, 64 hex digits."""
    canonical = json.dumps(
        {
            "id": str(entry.id),
            "tenant_id": _text(entry.tenant_id),
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": _text(entry.actor_id),
            "actor_label": entry.actor_label,
            "action": str(entry.action),
            "target_id": _text(entry.target_id),
            "target_label": entry.target_label,
            "details": entry.details,
            "prev_hash": entry.prev_hash,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(head: ChainHead, entries: Iterable[Entry]) -> Break | None:
    """The first entry of a chain that is missing, altered or out of place; None when it is whole.

    `entries` are those of the head's chain, oldest first.
    """
    return next(_breaks(head, entries), None)


def _breaks(head: ChainHead, entries: Iterable[Entry]) -> Iterator[Break]:
    seq, last_hash = 0, GENESIS
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            yield Break(head.tenant_id, seq, "it is missing")
        if entry.prev_hash != last_hash:
            yield Break(head.tenant_id, seq, "it does not follow the entry before it")
        if entry.entry_hash != fingerprint(entry):
            yield Break(head.tenant_id, seq, "it was altered")
        last_hash = entry.entry_hash
    if (seq, last_hash) != (head.seq, head.last_hash):
        yield Break(head.tenant_id, seq, "the chain does not end where its head says")


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
