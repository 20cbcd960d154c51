"""From a run's answers to what is known: proofs, findings, and where the connection stands."""

import random

from django.db.models import Q

from apps.checks import history, snapshots
from apps.checks import questions as ask
from apps.checks.attribution import attributed
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.gathering import gathered
from apps.checks.interview import SKIPPED, UNCLEAR, Answer
from apps.checks.models import Evidence, Finding, Proof, Run
from apps.checks.proving import outcomes, prove
from apps.checks.signals import run_finished
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now

# The steps decide when setting up is over, and people when a connection is.
_LEFT_ALONE = {Connection.State.SETTING_UP, Connection.State.DISCONNECTED}


def finish(*, run: Run, answers: list[Answer]) -> None:
    """Write down what a run showed; one that has been overtaken shows nothing of the present."""
    connection = Connection.objects.select_for_update().get(id=run.connection_id)
    if connection.version != run.version:
        drop(run=run, connection=connection)
        return
    if _is_overtaken(run, connection):
        _close(run, state=Run.State.DROPPED, verdict="")
        return
    answers = gathered(history.refined(connection, attributed(answers)))
    history.remember(connection, answers)
    snapshots.take(run, connection, answers)
    _correct_lines(run, answers)
    prove(run, answers)
    _find(run, answers)
    _close(run, state=Run.State.DONE, verdict=_verdict(connection, answers))
    settle_state(connection=connection, run=run)
    connections.schedule(connection=connection, jitter=random.random())  # noqa: S311 -- spread only
    run_finished.send(Run, connection=connection, run=run)


def drop(*, run: Run, connection: Connection) -> None:
    """End a run whose questions are out of date, and see that today's are asked at once.

    Of a disconnected connection nothing more is asked.
    """
    _close(run, state=Run.State.DROPPED, verdict="")
    waiting = Run.objects.filter(
        connection=connection, version=connection.version, state=Run.State.QUEUED
    )
    over = connection.state == Connection.State.DISCONNECTED
    due = {} if over or waiting.exists() else {"next_check_at": now()}
    Connection.objects.filter(id=connection.id).update(leased_until=None, **due)


def abandon(*, run: Run, diagnosis: Diagnosis) -> None:
    """End a run that could not go on, and say why to those who can mend it."""
    first, *rest = [
        ask.Question(row.probe, row.subject, row.entity_id) for row in run.evidence.all()
    ]
    answers = [Answer(first, UNCLEAR, diagnosis), *(Answer(each, SKIPPED) for each in rest)]
    finish(run=run, answers=answers)


def settle_state(*, connection: Connection, run: Run) -> None:
    """Move a connection that was once connected to where its newest run puts it."""
    worst = _worst_open(connection)
    if connection.state in _LEFT_ALONE:
        state = connection.state
    else:
        state = {
            Run.Verdict.PASSED: Connection.State.CONNECTED,
            Run.Verdict.FAILED: Connection.State.BROKEN,
            Run.Verdict.UNCLEAR: Connection.State.UNCLEAR,
        }[Run.Verdict(run.verdict)]
    connections.move(connection=connection, state=state, cause=worst)


def _is_overtaken(run: Run, connection: Connection) -> bool:
    """Whether a run asked for later is done."""
    later = Run.objects.filter(
        connection=connection, state=Run.State.DONE, created_at__gt=run.created_at
    )
    return later.exists()


def _correct_lines(run: Run, answers: list[Answer]) -> None:
    """Let the lines say what all the answers together mean, as the findings do."""
    meant = {_line_of(answer.question): answer.outcome for answer in answers}
    rows = list(run.evidence.all())
    for row in rows:
        row.outcome = meant.get(_line_of(row), row.outcome)
    Evidence.objects.bulk_update(rows, ["outcome"])


def _line_of(asked: Evidence | ask.Question) -> tuple[str, str, str]:
    return asked.probe, asked.subject, asked.entity_id


def _find(run: Run, answers: list[Answer]) -> None:
    """Open or refresh the findings of this run; close those its answers disprove."""
    told = [_told(run, answer) for answer in answers if answer.diagnosis is not None]
    answered = Q(pk=None)
    for (purpose, entity_id), seen in outcomes(answers).items():
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
    if outcomes(answers).keys() & set(failed.values_list("purpose", "entity_id")):
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
