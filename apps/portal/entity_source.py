"""Where the entities on a step come from: Intacct's own list, how old it is, and why it is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from apps.checks import entity_lists
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import tell
from apps.checks.models import EntityList
from apps.core.clock import now
from apps.portal.entity_choice import lists_entities
from apps.portal.walk import Stop, Walk

FRESH = timedelta(minutes=10)


@dataclass(frozen=True)
class EntitySource:
    """`live`: a worker is reading. `wanted`: the page asks for it by itself, where scripts run."""

    company: str
    read_at: datetime | None
    count: int
    total: int
    live: bool
    wanted: bool
    why: str
    url: str

    @property
    def said(self) -> str:
        """How it stands, for those who do not see it change."""
        if self.live:
            return "Reading the entities from Sage Intacct…"
        if self.why:
            return self.why
        return f"We found {self.count} entities in {self.company}." if self.read_at else ""


def entity_source(walk: Walk, stop: Stop, *, may_edit: bool) -> EntitySource | None:
    """How the list of a step's entities stands; None on a step that asks for none."""
    asked = (walk.guide.variable(name) for name in stop.place.step.asks)
    if not may_edit or not any(lists_entities(walk.guide, each) for each in asked):
        return None
    row = entity_lists.list_of(walk.connection)
    can_ask = bool(walk.connection.company_id) and entity_lists.can_ask(walk.connection)
    live = row is not None and row.under_way
    return EntitySource(
        company=walk.connection.company_id,
        read_at=row.read_at if row else None,
        count=len(row.entities) if row else 0,
        total=row.total if row else 0,
        live=live,
        wanted=can_ask and not live and _is_old(row),
        why="" if live else _why(walk, row, can_ask=can_ask),
        url=_url(walk, stop) if can_ask else "",
    )


def _is_old(row: EntityList | None) -> bool:
    """Whether the page may ask of its own accord: what failed waits for a person."""
    if row is None:
        return True
    asked = max(filter(None, (row.read_at, row.asked_at)), default=None)
    return asked is None or asked < now() - FRESH


def _why(walk: Walk, row: EntityList | None, *, can_ask: bool) -> str:
    """Why there is no list, or none of today."""
    if not walk.connection.company_id:
        return "We can read the list once you have told us your company."
    if not can_ask or (row and row.trouble == entity_lists.NOBODY):
        return (
            "Intacct shows the list to users it knows, and none of yours has signed in yet. "
            "Type the IDs until then."
        )
    if row is None or not row.trouble:
        return ""
    return f"{tell(CATALOGUE[row.trouble], walk.values).title}."


def _url(walk: Walk, stop: Stop) -> str:
    url = reverse("portal:entities", args=[walk.connection.tenant.slug, walk.connection.id])
    return f"{url}?{urlencode({'step': stop.place.step.id, 'entity': stop.place.entity_id})}"
