"""What lets us in, step by step: when it was saved, when it last worked, how to renew it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from apps.checklists.answering import USER_PASSWORD
from apps.checklists.guide.variables import Variable
from apps.checks.models import Proof, Run
from apps.connections.models import Connection, Grant
from apps.connections.services import CLIENT_SECRET, SENDER_PASSWORD
from apps.portal.approval_panel import approval_url, grant_of
from apps.portal.kept_answers import Kept, saved
from apps.portal.walk import Stop, Walk

PROVEN_BY = {
    USER_PASSWORD: "user_signs_in",
    CLIENT_SECRET: "app_registered",
    SENDER_PASSWORD: "sender_authorized",
}


@dataclass(frozen=True)
class Row:
    """`refused`: the last check was not let in with it."""

    label: str
    step: str
    kept: str
    worked_at: datetime | None
    refused: bool
    url: str
    act: str


@dataclass(frozen=True)
class CredentialsPage:
    company: str
    environment: str
    rows: list[Row]
    hub_url: str


def credentials_page(walk: Walk) -> CredentialsPage:
    """Assemble what lets us in to a connection's company."""
    return CredentialsPage(
        company=walk.connection.company_id,
        environment=walk.connection.get_environment_display(),
        rows=list(_rows(walk)),
        hub_url=walk.hub_url(),
    )


def _rows(walk: Walk) -> Iterator[Row]:
    kept, ended = Kept.of(walk), _when_run(walk)
    for stop in walk.stops:
        for name in stop.place.step.asks:
            variable = walk.guide.variable(name)
            if variable.secret:
                yield _secret(walk, stop, variable=variable, kept=kept, ended=ended)
    if walk.connection.auth == Connection.Auth.AUTHORIZATION_CODE:
        yield _approval(walk, ended)


def _secret(
    walk: Walk, stop: Stop, *, variable: Variable, kept: Kept, ended: dict[object, datetime | None]
) -> Row:
    stored = kept.secret(variable, stop)
    key = (PROVEN_BY.get(variable.name, ""), stop.place.entity_id)
    outcome = walk.known.proofs.get(key)
    return Row(
        label=variable.label,
        step=f"Step {stop.number}: {stop.title}",
        kept=saved(stored) if stored else "Not saved yet",
        worked_at=ended.get(walk.known.runs.get(key)) if outcome == Proof.Outcome.PASSED else None,
        refused=outcome == Proof.Outcome.FAILED,
        url="" if stop.status == "blocked" else f"{stop.url}#entries",
        act="Enter a new one" if stored else "Enter it",
    )


def _approval(walk: Walk, ended: dict[object, datetime | None]) -> Row:
    grant, key = grant_of(walk.connection), ("oauth_approved", "")
    live = grant is not None and grant.state == Grant.State.LIVE
    outcome = walk.known.proofs.get(key)
    return Row(
        label="Approval in Intacct",
        step="",
        kept=_approved(grant),
        worked_at=ended.get(walk.known.runs.get(key)) if outcome == Proof.Outcome.PASSED else None,
        refused=grant is not None and not live,
        url=approval_url(walk),
        act="Approve again" if grant else "Approve in Intacct",
    )


def _approved(grant: Grant | None) -> str:
    if grant is None or grant.approved_at is None:
        return "Not given yet"
    return f"Given by {grant.approved_by} on {grant.approved_at:%-d %B %Y at %H:%M} UTC"


def _when_run(walk: Walk) -> dict[object, datetime | None]:
    """When each check ended that proves something today."""
    runs = Run.objects.filter(id__in=set(walk.known.runs.values()))
    return dict(runs.values_list("id", "finished_at"))
