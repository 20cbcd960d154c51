"""What `vault check` tells: how many secrets hang on each key, and whether they open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from apps.vault.keyring import CannotOpen
from apps.vault.models import CURRENT, SealedSecret, VendorSecret
from apps.vault.rings import private_ring, public_ring
from apps.vault.seal import unseal

SAMPLE = 20
"""How many of the newest secrets of each key and table are opened."""


@dataclass(frozen=True)
class KeyReport:
    """One key id: how many current secrets name it, and what is wrong with them, if anything."""

    key_id: str
    rows: int
    fault: str


def reports() -> list[KeyReport]:
    """One report for each key id in use or on a ring, by id. Ask in the scope of everyone."""
    held = set(private_ring().keys if settings.VAULT_PRIVATE_KEYS else public_ring().keys)
    counts = _rows_by_key()
    ids = sorted({*held, *counts})
    return [
        KeyReport(key_id, counts.get(key_id, 0), _fault(key_id, is_held=key_id in held))
        for key_id in ids
    ]


def _rows_by_key() -> dict[str, int]:
    counts: dict[str, int] = {}
    for model in (SealedSecret, VendorSecret):
        rows = model.objects.filter(CURRENT).values_list("key_id")
        for key_id, count in rows.annotate(count=Count("id")):
            counts[key_id] = counts.get(key_id, 0) + count
    return counts


def _fault(key_id: str, *, is_held: bool) -> str:
    if not is_held:
        return "no ring of this process holds the key"
    if not settings.VAULT_PRIVATE_KEYS:
        return ""
    stuck = [str(row.id) for row in _sample(key_id) if not _opens(row)]
    return f"these rows do not open: {', '.join(stuck)}" if stuck else ""


def _sample(key_id: str) -> Iterable[SealedSecret | VendorSecret]:
    for model in (SealedSecret, VendorSecret):
        yield from model.objects.filter(CURRENT, key_id=key_id).order_by("-created_at")[:SAMPLE]


def _opens(row: SealedSecret | VendorSecret) -> bool:
    try:
        unseal(bytes(row.sealed), ring=private_ring(), place=row.place)
    except CannotOpen:
        return False
    return True
