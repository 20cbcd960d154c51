"""Read what the checks know."""

from collections.abc import Mapping

from django.db.models import QuerySet

from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Told, tell
from apps.checks.models import Evidence, Finding, PermissionSnapshot, Run
from apps.checks.questions import WORDS
from apps.connections.models import Connection


def open_findings(connection: Connection) -> QuerySet[Finding]:
    """The findings not yet closed, oldest first."""
    return Finding.objects.filter(connection=connection, closed_at=None).order_by("created_at")


def told(finding: Finding, values: Mapping[str, str] | None = None) -> Told:
    """A finding in today's words; its own values beat the ones given."""
    return tell(CATALOGUE[finding.code], {**(values or {}), **finding.values})


def snapshots_of(connection: Connection) -> list[PermissionSnapshot]:
    """What each Web Services user of the connection may do; the top level first."""
    rows = PermissionSnapshot.objects.filter(connection=connection)
    return list(rows.order_by("entity_id"))


def latest_run(connection: Connection) -> Run | None:
    """The newest run that was not dropped."""
    runs = Run.objects.filter(connection=connection).exclude(state=Run.State.DROPPED)
    return runs.order_by("-created_at").first()


def said(row: Evidence) -> str:
    """A line of evidence in words."""
    return WORDS[row.probe].format_map(row.values)
