"""What the hub says of the guide itself: its paper, a newer version, the way on to production."""

from dataclasses import dataclass

from django.urls import reverse

from apps.checklists.library import newest
from apps.checklists.models import Checklist
from apps.connections.models import Connection
from apps.portal.walk import Walk

PRODUCTION = Connection.Environment.PRODUCTION
SET_UP, COMPARE = "Set up production", "Compare with the other company"


@dataclass(frozen=True)
class GuideCard:
    """Addresses; each is empty where there is nothing to go to, or the person may not."""

    title: str
    version: int
    newer: int | None
    print_url: str
    upgrade_url: str
    beside_url: str
    beside_label: str
    all_url: str  # of the tenant's connections, where this is one of several


def guide_card(walk: Walk, *, may_lead: bool) -> GuideCard:
    """Assemble the card; `may_lead`: who may take a new version, or set up production."""
    version = newest(walk.guide.slug).version
    newer = version if version > walk.guide.version else None
    url, label = _beside(walk, may_lead=may_lead)
    return GuideCard(
        title=walk.guide.title.render(walk.values),
        version=walk.guide.version,
        newer=newer,
        print_url=walk.url("portal:printed"),
        upgrade_url=walk.url("portal:upgrade") if newer else "",
        beside_url=url,
        beside_label=label,
        all_url=reverse("portal:tenant", args=[walk.connection.tenant.slug])
        if label == COMPARE
        else "",
    )


def _beside(walk: Walk, *, may_lead: bool) -> tuple[str, str]:
    """The way between a practice company and production, and what it is called; or nothing."""
    connection, source = walk.connection, walk.checklist.promoted_from
    if source is not None:
        args = [connection.tenant.slug, source.connection_id]
        return reverse("portal:promotion", args=args), COMPARE
    if connection.environment == PRODUCTION or PRODUCTION not in walk.guide.environments:
        return "", ""
    if Checklist.objects.filter(promoted_from=walk.checklist).exists():
        return walk.url("portal:promotion"), COMPARE
    ready = may_lead and connection.state == Connection.State.CONNECTED
    return (walk.url("portal:promotion"), SET_UP) if ready else ("", "")
