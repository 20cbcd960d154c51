"""Keep what a user may do, as last seen and as last seen good, so that a loss can be shown."""

from dataclasses import dataclass

from apps.checks import questions as ask
from apps.checks.gateway import demands_of
from apps.checks.interview import FAILED, PASSED, Answer
from apps.checks.models import PermissionSnapshot, Run
from apps.checks.permissions import Comparison, Holding, compare, lost
from apps.connections.models import Connection
from apps.core.clock import now

Rows = list[list[object]]


@dataclass(frozen=True)
class Loss:
    """What a user could do when all was well, and cannot now."""

    before: int
    rows: tuple[Holding, ...]


def take(run: Run, connection: Connection, answers: list[Answer]) -> None:
    """Photograph each user's permissions: Intacct's own list where readable, else what we asked."""
    for entity_id in {answer.question.entity_id for answer in answers}:
        reads = [
            answer
            for answer in answers
            if answer.question.entity_id == entity_id
            and answer.question.probe in {ask.READ, ask.RIGHTS}
            and answer.outcome in {PASSED, FAILED}
            and answer.question.values.get("user_id")
        ]
        if reads:
            _keep(connection, entity_id, reads)


def lost_since_good(snapshot: PermissionSnapshot) -> Loss:
    """What the last good photograph shows and the newest does not."""
    good, held = rows_of(snapshot.good), rows_of(snapshot.held)
    return Loss(before=len(good), rows=lost(good, held))


def rows_of(rows: Rows) -> tuple[Holding, ...]:
    """Read stored rows back."""
    return tuple(Holding(str(a), str(b), tuple(map(str, rights))) for a, b, rights in rows)  # type: ignore[call-overload]


def _keep(connection: Connection, entity_id: str, reads: list[Answer]) -> None:
    listed = [answer for answer in reads if answer.question.probe == ask.RIGHTS and answer.held]
    held = listed[0].held if listed else _by_probes(reads, PASSED)
    seen = compare(demands_of(connection), held) if listed else _probed(reads)
    fresh = {
        "source": "intacct" if listed else "probes",
        "held": _stored(held),
        "met": _stored(seen.met),
        "missing": _stored(seen.missing),
        "excess": _stored(seen.excess if _minds_excess(connection) else ()),
        "taken_at": now(),
    }
    if not seen.missing and all(answer.outcome == PASSED for answer in reads):
        fresh |= {"good": _stored(held), "good_at": now()}
    PermissionSnapshot.objects.update_or_create(
        tenant_id=connection.tenant_id,
        connection_id=connection.id,
        entity_id=entity_id,
        defaults=fresh,
    )


def _minds_excess(connection: Connection) -> bool:
    """Whether more than was asked is worth showing: not where the customer chose a full admin."""
    return bool(connection.requirements.get("excess", True))


def _probed(reads: list[Answer]) -> Comparison:
    return Comparison(met=_by_probes(reads, PASSED), missing=_by_probes(reads, FAILED), excess=())


def _by_probes(reads: list[Answer], outcome: str) -> tuple[Holding, ...]:
    return tuple(
        Holding(
            answer.question.values["application"], answer.question.values["activity"], ("List",)
        )
        for answer in reads
        if answer.question.probe == ask.READ
        and answer.question.subject
        and answer.outcome == outcome
    )


def _stored(rows: tuple[Holding, ...]) -> Rows:
    return [[row.application, row.activity, list(row.rights)] for row in rows]
