"""What operators look at. Every query is bounded, however many tenants there are."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from apps.audit.models import Entry
from apps.checklists.models import StepState
from apps.checks.catalogue import CATALOGUE
from apps.checks.models import Finding, Outbreak, UnknownAnswer
from apps.checks.queries import told
from apps.connections.models import Connection

COUNT_TO = 10_000
PAGE = 50


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: the next one begins after it."""

    name: str
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.id}~{self.name}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """Read a cursor from an address; None where it is not one."""
        row_id, _, name = text.partition("~")
        try:
            return cls(name=name.replace("\0", ""), id=uuid.UUID(row_id))
        except ValueError:
            return None


def count_by_state() -> dict[str, int]:
    """Connections in each state, counted no further than COUNT_TO."""
    return {
        state: Connection.objects.filter(state=state).values("id")[: COUNT_TO + 1].count()
        for state in Connection.State.values
    }


def broken(limit: int = 20) -> QuerySet[Connection]:
    """Connections that worked and now fail, newest first."""
    rows = Connection.objects.select_related("tenant").prefetch_related(_open_findings())
    return rows.filter(state=Connection.State.BROKEN).order_by("-state_since", "id")[:limit]


def stuck_steps(limit: int = 8) -> list[tuple[str, int, str, int]]:
    """The steps with the most open problems: guide, its version, step, how many."""
    rows = (
        StepState.objects.filter(state=StepState.State.PROBLEM)
        .values_list("checklist__guide_slug", "checklist__guide_version", "step_id")
        .annotate(stuck=Count("id"))
    )
    return list(rows.order_by("-stuck")[:limit])


def outbreaks() -> QuerySet[Outbreak]:
    """The troubles that many connections share now, oldest first."""
    return Outbreak.objects.filter(ended_at=None).order_by("created_at")


def unknown_answers(limit: int = 8) -> QuerySet[UnknownAnswer]:
    """What Intacct said that the diagnosis does not know, most frequent first."""
    return UnknownAnswer.objects.order_by("-times", "-last_seen_at")[:limit]


def activity(limit: int = 8) -> QuerySet[Entry]:
    """The newest entries of every tenant's log."""
    return Entry.objects.order_by("-at")[:limit]


def connections_page(*, search: str, state: str, after: Cursor | None) -> list[Connection]:
    """One page of connections by tenant name, one row more than fits tells of a next page."""
    rows = Connection.objects.select_related("tenant").prefetch_related(_open_findings())
    if search:
        rows = rows.filter(
            Q(tenant__name__icontains=search)
            | Q(company_id__icontains=search)
            | Q(tenant__slug=search)
        )
    if state:
        rows = rows.filter(state=state)
    if after is not None:
        rows = rows.filter(
            Q(tenant__name__gt=after.name) | Q(tenant__name=after.name, id__gt=after.id)
        )
    return list(rows.order_by(F("tenant__name"), "id")[: PAGE + 1])


def what_broke(connection: Connection) -> str:
    """The cause in the operators' words, of a connection from `broken`."""
    findings: list[Finding] = getattr(connection, "open_findings", [])
    causes = [brief(each) for each in findings if each.code == connection.cause]
    return next(iter(causes), connection.cause)


def brief(finding: Finding) -> str:
    """A finding in the operators' words: the condition, short."""
    return told(finding).brief


def _open_findings() -> "Prefetch[str]":
    rows = Finding.objects.filter(closed_at=None).order_by("created_at")
    return Prefetch("findings", queryset=rows, to_attr="open_findings")


def who_can_fix(finding: Finding) -> str:
    """Who can mend it: the customer's admin, us, or Intacct."""
    return {"customer": "Customer admin", "operator": "Us", "intacct": "Intacct"}[
        CATALOGUE[finding.code].audience
    ]
