"""The page that stays: what is connected, since when, what is looked at, and whom to ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from apps.checks import questions as ask
from apps.checks.models import Evidence
from apps.connections.models import Connection
from apps.portal.support_notes import reference_of
from apps.portal.walk import Walk

DAY = timedelta(days=1).total_seconds()
ROUGHLY = 100  # from here on, counts are told in tens


@dataclass(frozen=True)
class DonePage:
    connected: bool
    title: str
    reference: str
    company: str
    environment: str
    vendor: str
    product: str
    team: str
    since: datetime | None
    signed_in: list[dict[str, str]]
    checks: list[str]
    how_often: str
    reads: str
    checked_at: datetime | None
    hub_url: str
    support_url: str
    credentials_url: str
    review_url: str


def done_page(walk: Walk) -> DonePage:
    """Assemble the page of a connection that was once connected."""
    connection, vendor = walk.connection, walk.guide.vendor
    connected = connection.state == Connection.State.CONNECTED
    asked = list(walk.run.evidence.all()) if walk.run else []
    return DonePage(
        connected=connected,
        title="Sage Intacct is connected" if connected else "Sage Intacct was connected",
        reference=reference_of(connection),
        company=connection.company_id,
        environment=connection.get_environment_display(),
        vendor=vendor.name,
        product=vendor.product,
        team=vendor.team,
        since=connection.connected_at,
        signed_in=_signed_in(walk),
        checks=_checks(asked),
        how_often=every(settings.CHECK_SECONDS_CONNECTED),
        reads=f"{reads_a_day(asked, seconds=settings.CHECK_SECONDS_CONNECTED):,}" if asked else "",
        checked_at=connection.last_checked_at,
        hub_url=walk.hub_url(),
        support_url=walk.url("portal:support"),
        credentials_url=walk.url("portal:credentials"),
        review_url=walk.url("portal:review"),
    )


def every(seconds: float) -> str:
    """How often something happens, in words: `every hour`, `every 15 minutes`."""
    minutes = max(1, round(seconds / 60))
    hours = round(minutes / 60)
    if minutes < 60:  # noqa: PLR2004 -- of an hour
        return "every minute" if minutes == 1 else f"every {minutes} minutes"
    return "every hour" if hours == 1 else f"every {hours} hours"


def reads_a_day(asked: list[Evidence], *, seconds: float) -> int:
    """About how many questions Intacct is asked in a day, to two digits.

    A check signs in once for each user; the stages of the way in cost nothing of their own.
    """
    reads = sum(row.probe not in ask.COMPANY_WIDE for row in asked)
    a_day = round(reads * DAY / seconds)
    return a_day if a_day < ROUGHLY else round(a_day, 2 - len(str(a_day)))


def _signed_in(walk: Walk) -> list[dict[str, str]]:
    """As whom we sign in, and where."""
    users = {
        stop.place.entity_id: walk.values_at(stop.place).get("user_id", "")
        for stop in walk.stops
        if stop.place.entity_id in walk.known.named_users
    }
    return [
        {"label": f"Entity {entity_id}" if entity_id else "Signs in as", "value": user_id}
        for entity_id, user_id in users.items()
        if user_id
    ]


def _checks(asked: list[Evidence]) -> list[str]:
    """What a check asks, each thing once, in the order it is asked."""
    said = (ask.WORDS[row.probe].format_map(row.values) for row in asked)
    return list(dict.fromkeys(said))
