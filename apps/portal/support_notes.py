"""What a person sends along when they ask for help: all that tells, and nothing secret."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from apps.checks.models import Run
from apps.checks.queries import open_findings
from apps.connections.models import Connection
from apps.core.clock import now
from apps.portal.walk import Walk

RUNS = 5


@dataclass(frozen=True)
class SupportPage:
    """`text` is the whole of it, to be copied; `team` is whom to send it to."""

    reference: str
    team: str
    text: str
    hub_url: str


def support_page(walk: Walk) -> SupportPage:
    """Assemble the notes of a connection."""
    return SupportPage(
        reference=reference_of(walk.connection),
        team=walk.guide.vendor.team,
        text="\n".join(_lines(walk)),
        hub_url=walk.hub_url(),
    )


def reference_of(connection: Connection) -> str:
    """The short name of a connection for people; it never changes."""
    return f"CON-{connection.id.hex[:8].upper()}"


def run_reference(run: Run) -> str:
    """The short name of a check."""
    return f"RUN-{run.id.hex[:8].upper()}"


def _lines(walk: Walk) -> Iterator[str]:
    connection, guide = walk.connection, walk.guide
    yield f"Notes for the {guide.vendor.team}"
    yield f"Reference:     {reference_of(connection)}"
    yield f"Written:       {_at(now())}"
    yield f"Guide:         {guide.slug}, version {guide.version}"
    yield f"Company:       {connection.company_id or 'not named yet'}"
    yield f"Environment:   {connection.get_environment_display()}"
    yield f"Signs in by:   {connection.get_auth_display()}"
    yield f"State:         {connection.get_state_display()}, since {_at(connection.state_since)}"
    yield f"Last checked:  {_at(connection.last_checked_at)}"
    yield f"Set-up:        version {connection.version}"
    yield ""
    yield from _steps(walk)
    yield from _findings(walk)
    yield from _runs(connection)


def _steps(walk: Walk) -> Iterator[str]:
    done = [each for each in walk.stops if not each.open]
    yield f"Steps:         {len(done)} of {len(walk.stops)} done"
    for stop in walk.stops:
        if stop.open:
            since = f", since {_at(stop.state.since)}" if stop.state else ""
            yield f"  {stop.number}. {stop.title}: {stop.status_text}{since}"


def _findings(walk: Walk) -> Iterator[str]:
    rows = list(open_findings(walk.connection))
    yield "Findings:" if rows else "Findings:      none"
    for row in rows:
        about = " ".join(filter(None, (row.subject, row.entity_id)))
        number = row.values.get("errorno", "")
        said = " ".join(filter(None, (row.code, about, number)))
        yield f"  {said}, since {_at(row.created_at)}, last seen {_at(row.last_seen_at)}"


def _runs(connection: Connection) -> Iterator[str]:
    runs = list(Run.objects.filter(connection=connection).order_by("-created_at")[:RUNS])
    yield "Checks:" if runs else "Checks:        none"
    for run in runs:
        took = f", took {run.seconds:.1f} seconds" if run.seconds is not None else ""
        said = run.verdict or run.state
        yield f"  {run_reference(run)}  {_at(run.created_at)}  {said}, {run.why}{took}"


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "never"
