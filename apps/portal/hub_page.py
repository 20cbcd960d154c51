"""What the hub shows: the task list, how far it is, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from apps.checklists.guide.purposes import Purpose
from apps.connections.models import Connection
from apps.portal.hub_banner import Banner, banner_of, reconnect_url
from apps.portal.landing import Landing, landing_of
from apps.portal.next_visit import has_begun
from apps.portal.support_notes import reference_of
from apps.portal.walk import Stop, Walk
from apps.tenants.models import Tenant


@dataclass(frozen=True)
class Row:
    number: int
    title: str
    hint: str
    url: str
    status: str
    status_text: str
    since: datetime | None


@dataclass(frozen=True)
class SectionRows:
    title: str
    done: int
    total: int
    steps: list[Row]


@dataclass(frozen=True)
class Link:
    url: str
    label: str
    icon: str


@dataclass(frozen=True)
class HubPage:
    connection: Connection
    tenant: Tenant
    vendor: str
    intro: str
    sections: list[SectionRows]
    done: int
    total: int
    segments: list[str]
    next_label: str
    next_url: str
    minutes_left: int
    state_banner: Banner | None
    checked_at: datetime | None
    check_url: str
    disconnect_url: str
    connected: bool
    away: bool
    by_approval: bool
    reference: str
    landing: Landing | None  # before anything is done
    links: list[Link]


def hub_page(walk: Walk, *, may_edit: bool, may_disconnect: bool = False) -> HubPage:
    """Assemble the hub of a connection."""
    done = [stop for stop in walk.stops if not stop.open]
    current = walk.current
    away = _is_disconnected(walk)
    return HubPage(
        connection=walk.connection,
        tenant=walk.connection.tenant,
        vendor=walk.guide.vendor.name,
        intro=_intro(walk),
        sections=_sections(walk),
        done=len(done),
        total=len(walk.stops),
        segments=[_segment(stop) for stop in walk.stops],
        next_label="Connect again" if away else _next_label(current, started=bool(done)),
        next_url=reconnect_url(walk) if away else current.url if current else "",
        minutes_left=walk.minutes_left,
        state_banner=banner_of(walk),
        checked_at=walk.connection.last_checked_at,
        check_url=_check_url(walk) if may_edit else "",
        disconnect_url=_disconnect_url(walk) if may_disconnect else "",
        connected=walk.complete and not away,
        away=away,
        by_approval=walk.connection.auth == Connection.Auth.AUTHORIZATION_CODE,
        reference=reference_of(walk.connection),
        landing=None if has_begun(walk) else landing_of(walk),
        links=list(_links(walk)),
    )


def _links(walk: Walk) -> Iterator[Link]:
    """What can be done with a connection beside its steps."""
    if walk.connection.connected_at is not None:
        yield Link(walk.url("portal:done"), "What is connected, and what we check", "chart")
    if has_begun(walk):
        yield Link(walk.url("portal:review"), "Review your answers", "check")
    if any(_holds_credentials(walk, stop) for stop in walk.stops):
        yield Link(walk.url("portal:credentials"), "Update credentials", "key")
    yield Link(walk.url("portal:support"), "Notes for support", "help")


def _holds_credentials(walk: Walk, stop: Stop) -> bool:
    names, serves = stop.place.step.asks, stop.place.step.serves
    return Purpose.OAUTH_APPROVED in serves or any(walk.guide.variable(n).secret for n in names)


def _check_url(walk: Walk) -> str:
    """Where to ask for a check: once everything was connected, no step need be opened for it."""
    connection = walk.connection
    if connection.connected_at is None or _is_disconnected(walk):
        return ""
    return reverse("portal:runs", args=[connection.tenant.slug, connection.id])


def _disconnect_url(walk: Walk) -> str:
    """Where to end the connection: once there is a company to be disconnected from."""
    connection = walk.connection
    if not connection.company_id or _is_disconnected(walk):
        return ""
    return reverse("portal:disconnection", args=[connection.tenant.slug, connection.id])


def _is_disconnected(walk: Walk) -> bool:
    return walk.connection.state == Connection.State.DISCONNECTED


def _intro(walk: Walk) -> str:
    if walk.connection.state == Connection.State.CONNECTED:
        return f"{walk.guide.vendor.name} works with **{walk.connection.company_id}**."
    return walk.guide.intro.render(walk.values)


def _sections(walk: Walk) -> list[SectionRows]:
    sections = []
    for section in walk.guide.sections:
        ids = {step.id for step in section.steps}
        stops = [stop for stop in walk.stops if stop.place.step.id in ids]
        if stops:
            sections.append(
                SectionRows(
                    title=section.title.render(walk.values),
                    done=sum(not stop.open for stop in stops),
                    total=len(stops),
                    steps=[_row(stop) for stop in stops],
                )
            )
    return sections


def _row(stop: Stop) -> Row:
    return Row(
        number=stop.number,
        title=stop.title,
        hint=stop.hint,
        url="" if stop.status == "blocked" else stop.url,
        status=stop.status,
        status_text=stop.status_text,
        since=stop.state.since if stop.state else None,
    )


def _segment(stop: Stop) -> str:
    if stop.status == "problem":
        return "bad"
    return "none" if stop.open else "ok"


def _next_label(current: Stop | None, *, started: bool) -> str:
    if current is None:
        return ""
    if current.status == "problem":
        return f"Fix step {current.number}"
    return f"Continue with step {current.number}" if started else f"Start step {current.number}"
