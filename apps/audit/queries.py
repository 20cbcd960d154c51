from collections.abc import Iterator
from uuid import UUID

from apps.audit.chain import Break, first_break
from apps.audit.models import ChainHead, Entry


def trail_of(tenant_id: UUID | None, *, limit: int = 50, before: int | None = None) -> list[Entry]:
    """The newest `limit` entries of one chain, newest first; `before` is the `seq` to go on from.

    None asks for the platform's chain, which shows only inside `acting_as_everyone()`.
    """
    entries = Entry.objects.filter(tenant_id=tenant_id).order_by("-seq")
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return list(entries[:limit])


def breaks() -> Iterator[Break]:
    """The first break of each chain that has one. Ask inside `acting_as_everyone()`."""
    heads = {head.tenant_id: head for head in ChainHead.objects.all()}
    chains = Entry.objects.values_list("tenant_id", flat=True).distinct()
    for tenant_id in {*heads, *chains}:
        head = heads.get(tenant_id) or ChainHead(tenant_id=tenant_id)
        entries = Entry.objects.filter(tenant_id=tenant_id).order_by("seq")
        if found := first_break(head, entries.iterator()):
            yield found
