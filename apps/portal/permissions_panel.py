"""What the guide demands of the user's permissions, beside what the user really has."""

from dataclasses import dataclass
from datetime import datetime

from apps.checks.models import PermissionSnapshot
from apps.checks.permissions import Holding
from apps.checks.queries import snapshots_of
from apps.checks.snapshots import lost_since_good, rows_of
from apps.portal.walk import Stop, Walk

PURPOSE = "role_permissions"


@dataclass(frozen=True)
class Line:
    """One permission: where it stands in Intacct, which rights, and whether it is there."""

    place: str
    rights: str
    state: str  # passed or failed


@dataclass(frozen=True)
class Panel:
    entity_id: str
    headline: str
    source: str
    taken_at: datetime
    lines: list[Line]
    excess: list[Line]
    change: str  # when all was well, how many there were, and are; empty where nothing was lost
    lost: list[Line]


def permission_panels(walk: Walk, stop: Stop) -> list[Panel]:
    """One panel for each Web Services user, on the step that answers for permissions."""
    if PURPOSE not in {str(purpose) for purpose in stop.place.step.serves}:
        return []
    return [
        _panel(snapshot)
        for snapshot in snapshots_of(walk.connection)
        if stop.place.entity_id in {"", snapshot.entity_id}
    ]


def _panel(snapshot: PermissionSnapshot) -> Panel:
    met, missing = rows_of(snapshot.met), rows_of(snapshot.missing)
    loss = lost_since_good(snapshot)
    return Panel(
        entity_id=snapshot.entity_id,
        headline=f"{len(met)} of {len(met) + len(missing)} permissions are there",
        source=snapshot.get_source_display(),
        taken_at=snapshot.taken_at,
        lines=[*_lines(missing, "failed"), *_lines(met, "passed")],
        excess=_lines(rows_of(snapshot.excess), "passed"),
        change=_change(snapshot, loss.before) if loss.rows else "",
        lost=_lines(loss.rows, "failed"),
    )


def _change(snapshot: PermissionSnapshot, before: int) -> str:
    if snapshot.good_at is None:
        return ""
    now = len(rows_of(snapshot.held))
    return f"On {snapshot.good_at:%-d %B at %H:%M} UTC: {before} of {before}. Now: {now}."


def _lines(rows: tuple[Holding, ...], state: str) -> list[Line]:
    return [Line(row.place, ", ".join(row.rights), state) for row in rows]
