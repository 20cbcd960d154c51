"""A run from its beginning to its end: put its questions to Intacct, write down what they showed.

A run never holds a transaction while it talks to Intacct: it begins in one, notes each answer in
one, and finishes in one. However it ends, it ends with a verdict and the next check is due.
"""

import logging
import uuid

from django.db import connection, transaction
from django.db.models import Case, Value, When

from apps.checks import gateway, questions, settling
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import Answer
from apps.checks.models import Evidence, Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.scope import acting_for
from apps.vault.keyring import CannotOpen, VaultClosed

logger = logging.getLogger(__name__)


@transaction.atomic
def begin(run_id: uuid.UUID) -> Run | None:
    """Take a queued run; None where another of its connection is under way, or it is out of date.

    What waits is woken when the other ends (`services.carry_out`). Of a connection that somebody
    has disconnected nothing is asked.
    """
    rows = Run.objects.select_related(
        "connection__sender", "connection__tenant", "connection__application__sender"
    )
    run = rows.filter(id=run_id, state=Run.State.QUEUED).first()
    if run is None:
        return None
    connections.hold(connection=run.connection)
    run.refresh_from_db(fields=["state"])
    others = Run.objects.filter(connection=run.connection, state=Run.State.RUNNING)
    if run.state != Run.State.QUEUED or others.exists():
        return None
    disconnected = run.connection.state == Connection.State.DISCONNECTED
    if disconnected or run.version != run.connection.version:
        settling.drop(run=run, connection=run.connection)
        return None
    run.state, run.started_at = Run.State.RUNNING, now()
    run.save(update_fields=["state", "started_at"])
    Evidence.objects.filter(run=run, position=0).update(outcome=Evidence.Outcome.CHECKING)
    return run


def carry_through(run: Run) -> None:
    """Ask, and finish the run; where that is impossible, end it with a finding of ours."""
    try:
        _converse(run)
    except (CannotOpen, VaultClosed):
        logger.exception("run %s cannot open what is stored for its connection", run.id)
        _abandon(run, "vault.closed")
    except Exception:  # Celery's SoftTimeLimitExceeded too: no run may stay without an end
        logger.exception("run %s failed", run.id)
        _abandon(run, "portal.failed")


def _converse(run: Run) -> None:
    with acting_for(run.tenant_id), transaction.atomic():
        plan = tuple(map(_question, run.evidence.all()))
        interview = gateway.interview(connection=run.connection, plan=plan)
    answers: list[Answer] = []
    for answer in interview.answers():
        answers.append(answer)
        _note(run, answers)
    with acting_for(run.tenant_id), transaction.atomic():
        settling.finish(run=run, answers=answers)


def _abandon(run: Run, code: str) -> None:
    with acting_for(run.tenant_id), transaction.atomic():
        settling.abandon(run=run, diagnosis=Diagnosis(code))


def _question(row: Evidence) -> questions.Question:
    return questions.Question(
        probe=row.probe, subject=row.subject, entity_id=row.entity_id, values=row.values
    )


def _note(run: Run, answers: list[Answer]) -> None:
    """Show the newest answer on the page, and which question is being asked now.

    The disk is not waited for: `settling.finish` writes every line once more.
    """
    answered = When(position=len(answers) - 1, then=Value(answers[-1].outcome))
    with acting_for(run.tenant_id), transaction.atomic():
        rows = Evidence.objects.filter(run=run, position__in=(len(answers) - 1, len(answers)))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
        rows.update(outcome=Case(answered, default=Value(Evidence.Outcome.CHECKING)))
