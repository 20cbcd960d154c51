"""From a run's answers to what is known: proofs, findings, and where the connection stands."""

import random
from collections import defaultdict

from django.db.models import Q

from apps.checks import history, snapshots
from apps.checks import questions as ask
from apps.checks.attribution import attributed
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.gathering import gathered
from apps.checks.interview import FAILED, PASSED, SKIPPED, UNCLEAR, Answer
from apps.checks.models import Evidence, Finding, Proof, Run
from apps.checks.signals import run_finished
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now


def finish(*, run: Run, answers: list[Answer]) -> None:
    """Write down what a run showed; one that has been overtaken shows nothing of the present."""
    connection = Connection.objects.select_for_update().get(id=run.connection_id)
    if _is_overtaken(run, connection):
        _close(run, state=Run.State.DROPPED, verdict="")
        return
    answers = gathered(history.refined(connection, attributed(answers)))
    history.remember(connection, answers)
    snapshots.take(run, connection, answers)
    _prove(run, answers)
    _find(run, answers)
    _close(run, state=Run.State.DONE, verdict=_verdict(connection, answers))
    settle_state(connection=connection, run=run)
    connections.schedule(connection=connection, jitter=random.random())  # noqa: S311 -- spread only
    run_finished.send(Run, connection=connection, run=run)


def _is_overtaken(run: Run, connection: Connection) -> bool:
    """Whether what it asked about has changed since, or a run asked for later is done."""
    later = Run.objects.filter(
        connection=connection, state=Run.State.DONE, created_at__gt=run.created_at
    )
    return connection.version != run.version or later.exists()


def abandon(*, run: Run, diagnosis: Diagnosis) -> None:
    """End a run that could not ask anything, and say why to those who can mend it."""
    first, *rest = [ask.Question(row.probe, entity_id=row.entity_id) for row in run.evidence.all()]
    answers = [Answer(first, UNCLEAR, diagnosis), *(Answer(each, SKIPPED) for each in rest)]
    run.evidence.update(outcome=Evidence.Outcome.SKIPPED)
    run.evidence.filter(position=0).update(outcome=Evidence.Outcome.UNCLEAR)
    finish(run=run, answers=answers)


def settle_state(*, connection: Connection, run: Run) -> None:
    """Move a connection that was once connected to where its newest run puts it."""
    worst = _worst_open(connection)
    if connection.connected_at is None:
        state = Connection.State.SETTING_UP
    else:
        state = {
            Run.Verdict.PASSED: Connection.State.CONNECTED,
            Run.Verdict.FAILED: Connection.State.BROKEN,
            Run.Verdict.UNCLEAR: Connection.State.UNCLEAR,
        }[Run.Verdict(run.verdict)]
    connections.move(connection=connection, state=state, cause=worst)


def _prove(run: Run, answers: list[Answer]) -> None:
    """A purpose holds when all its questions passed, and fails with the first that failed."""
    for (purpose, entity_id), seen in _outcomes(answers).items():
        outcome = FAILED if FAILED in seen else PASSED if seen - {SKIPPED} == {PASSED} else ""
        if outcome:
            _write_proof(run, purpose=purpose, entity_id=entity_id, outcome=outcome)


def _outcomes(answers: list[Answer]) -> dict[tuple[str, str], set[str]]:
    """What was answered to the questions of each purpose, in each entity."""
    outcomes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for answer in answers:
        for purpose in ask.PURPOSES[answer.question.probe]:
            outcomes[purpose, answer.question.entity_id].add(answer.outcome)
    return outcomes


def _write_proof(run: Run, *, purpose: str, entity_id: str, outcome: str) -> None:
    known = Proof.objects.filter(
        connection_id=run.connection_id, purpose=purpose, entity_id=entity_id
    )
    if not known.filter(outcome=outcome).update(run=run):
        Proof.objects.update_or_create(
            tenant_id=run.tenant_id,
            connection_id=run.connection_id,
            purpose=purpose,
            entity_id=entity_id,
            defaults={"outcome": outcome, "since": now(), "run": run},
        )


def _find(run: Run, answers: list[Answer]) -> None:
    """Open or refresh the findings of this run; close those its answers disprove."""
    told = [_told(run, answer) for answer in answers if answer.diagnosis is not None]
    answered = Q(pk=None)
    for (purpose, entity_id), seen in _outcomes(answers).items():
        if UNCLEAR not in seen and seen != {SKIPPED}:
            answered |= Q(purpose=purpose, entity_id=entity_id)
    if not any(answer.outcome == UNCLEAR for answer in answers):
        answered |= Q(purpose="")
    Finding.objects.filter(answered, connection_id=run.connection_id, closed_at=None).exclude(
        id__in=[finding.id for finding in told]
    ).update(closed_at=now())


def _told(run: Run, answer: Answer) -> Finding:
    diagnosis = answer.diagnosis or Diagnosis("intacct.unrecognized")
    finding, _ = Finding.objects.update_or_create(
        tenant_id=run.tenant_id,
        connection_id=run.connection_id,
        code=diagnosis.code,
        subject=answer.question.subject,
        entity_id=answer.question.entity_id,
        closed_at=None,
        defaults={
            "purpose": CATALOGUE[diagnosis.code].purpose,
            "values": {**answer.question.values, **diagnosis.values},
            "run": run,
            "last_seen_at": now(),
        },
    )
    return finding


def _verdict(connection: Connection, answers: list[Answer]) -> str:
    """Judge by what is known of the purposes this run asked about; others bear on nothing now."""
    failed = Proof.objects.filter(connection=connection, outcome=Proof.Outcome.FAILED)
    if _outcomes(answers).keys() & set(failed.values_list("purpose", "entity_id")):
        return Run.Verdict.FAILED
    if any(answer.outcome == UNCLEAR for answer in answers):
        return Run.Verdict.UNCLEAR
    return Run.Verdict.PASSED


def _worst_open(connection: Connection) -> str:
    """The code of the oldest open finding; what disproves comes before what is unclear."""
    rows = Finding.objects.filter(connection=connection, closed_at=None).order_by("created_at")
    worst = rows.exclude(purpose="").first() or rows.first()
    return worst.code if worst else ""


def _close(run: Run, *, state: str, verdict: str) -> None:
    run.state, run.verdict, run.finished_at = state, verdict, now()
    run.save(update_fields=["state", "verdict", "finished_at"])
