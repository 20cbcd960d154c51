from uuid import UUID

from django.db import transaction

from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.audit.chain import fingerprint
from apps.audit.models import ChainHead, Entry
from apps.core.clock import now

LABEL_LENGTH = 200


class Unrecordable(TypeError):
    """A detail is neither text, a whole number, a truth value, None, nor a list or dict of them."""


@transaction.atomic
def record(
    action: Action,
    *,
    actor: Actor,
    target_label: str,
    target_id: UUID | None = None,
    tenant_id: UUID | None = None,
    **details: object,
) -> Entry:
    """Add one entry to the tenant's chain, or to the platform's when `tenant_id` is None.

    Joins the caller's transaction: the entry and the change it tells of commit together. The chain
    stays locked until then, so record last. Labels are cut at 200 characters. Raises Unrecordable
    for a detail that is not plain data (a Secret, say); the sentence names the detail only.
    """
    for name, value in details.items():
        _refuse_unless_plain(name, value)
    head = _locked_head(tenant_id)
    entry = Entry(
        tenant_id=tenant_id,
        seq=head.seq + 1,
        at=now(),
        actor_id=actor.id,
        actor_label=actor.label[:LABEL_LENGTH],
        action=action.value,
        target_id=target_id,
        target_label=target_label[:LABEL_LENGTH],
        details=details,
        prev_hash=head.last_hash,
    )
    _append(entry, head)
    return entry


def _append(entry: Entry, head: ChainHead) -> None:
    entry.entry_hash = fingerprint(entry)
    entry.save(force_insert=True)
    head.seq, head.last_hash = entry.seq, entry.entry_hash
    head.save(update_fields=["seq", "last_hash"])


def _locked_head(tenant_id: UUID | None) -> ChainHead:
    chain = ChainHead.objects.select_for_update().filter(tenant_id=tenant_id)
    head = chain.first()
    if head is None:
        # Two first entries may race: the constraint lets one row in, the lock orders the rest.
        ChainHead.objects.bulk_create([ChainHead(tenant_id=tenant_id)], ignore_conflicts=True)
        head = chain.get()
    return head


def _refuse_unless_plain(name: str, value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case list():
            parts: list[object] = value
        case dict() if all(isinstance(key, str) for key in value):
            parts = list(value.values())
        case _:
            raise Unrecordable(f"The detail {name!r} is not plain data")
    for part in parts:
        _refuse_unless_plain(name, part)
