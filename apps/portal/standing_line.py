"""How a step stands: who or what moved it there, and when."""

from dataclasses import dataclass
from datetime import datetime

from apps.checklists.models import StepState
from apps.portal.walk import Stop, Walk

Standing = StepState.Standing


@dataclass(frozen=True)
class StandingLine:
    """A sentence about a step; `reference` is the check that showed it."""

    mark: str
    text: str
    at: datetime
    reference: str = ""


def standing_line(walk: Walk, stop: Stop) -> StandingLine | None:
    """The line of a step; None while nothing ever happened there."""
    row = stop.state
    told = _told(walk, stop, row) if row else ""
    if row is None or not told:
        return None
    at = row.attested_at if row.standing == Standing.ATTESTED and row.attested_at else row.since
    reference = f"RUN-{row.run_id.hex[:8].upper()}" if row.run_id else ""
    return StandingLine(stop.status, told, at, reference)


def _told(walk: Walk, stop: Stop, row: StepState) -> str:
    if row.standing == Standing.REOPENED and row.done_at:
        return f"Done on {row.done_at:%-d %B %Y}, and to be done again since"
    if row.standing == Standing.ATTESTED:
        by = row.attested_by or row.moved_by
        return f"{'Confirmed' if row.attested_by else 'Completed'} by {by}," if by else "Completed"
    told = {
        str(Standing.VERIFIED): "Verified with Sage Intacct",
        str(Standing.FAILED): "There is a problem since",
    }
    return told.get(row.standing, "")
