"""Ask for a run, carry it out, and write down what it showed.

A run never holds a transaction while it talks to Intacct: it begins in one, notes each answer in
one, and finishes in one.
"""

import logging
import uuid
from dataclasses import dataclass
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import Q

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checks import gateway, questions, settling
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import Answer, Interview
from apps.checks.models import Evidence, Finding, Proof, Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.scope import acting_for
from apps.vault.keyring import CannotOpen, VaultClosed

logger = logging.getLogger(__name__)


class NothingToCheck(Exception):
    """Nobody has said yet which Intacct company it is."""


@transaction.atomic
def request_run(*, connection: Connection, actor: Actor) -> Run:
    """Ask for a run now. One that waits already is the answer; one that began earlier is not.

    Raises `NothingToCheck` before the company is named.
    """
    connections.hold(connection=connection)
    if not connection.company_id:
        raise NothingToCheck
    connections.allow_sign_in(connection=connection)
    waiting = Run.objects.filter(
        connection=connection, version=connection.version, state=Run.State.QUEUED
    ).first()
    if waiting is not None:
        return waiting
    run = queue_run(connection=connection, why=Run.Why.REQUESTED, requested_by=actor.label)
    audit.record(
        Action.RUN_REQUESTED,
        actor=actor,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
    )
    return run


def queue_run(*, connection: Connection, why: str, requested_by: str = "") -> Run:
    """Write the run with every question it will ask, and wake a worker once that is committed."""
    run = Run.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        why=why,
        requested_by=requested_by,
        version=connection.version,
    )
    plan = questions.plan(connection, gateway.callers_of(connection))
    Evidence.objects.bulk_create(
        Evidence(
            tenant_id=run.tenant_id,
            run=run,
            position=position,
            probe=question.probe,
            subject=question.subject,
            entity_id=question.entity_id,
            values=question.values,
        )
        for position, question in enumerate(plan)
    )
    transaction.on_commit(partial(wake, run), robust=True)
    return run


def wake(run: Run) -> None:
    """Tell a worker. Where no broker hears it, the next tick finds the row (`tasks.claim_due`)."""
    current_app.send_task(
        "apps.checks.tasks.carry_out",
        kwargs={"tenant_id": str(run.tenant_id), "run_id": str(run.id)},
        queue="interactive" if run.why == Run.Why.REQUESTED else "fleet",
    )


def carry_out(*, tenant_id: uuid.UUID, run_id: uuid.UUID) -> None:
    """Put every question of a queued run to Intacct; does nothing where another worker has it."""
    begun = _begin(tenant_id=tenant_id, run_id=run_id)
    if begun is None:
        return
    answers: list[Answer] = []
    for answer in begun.interview.answers():
        answers.append(answer)
        _note(begun.run, answers)
    with acting_for(tenant_id), transaction.atomic():
        settling.finish(run=begun.run, answers=answers)


@dataclass(frozen=True)
class _Begun:
    run: Run
    interview: Interview


def _begin(*, tenant_id: uuid.UUID, run_id: uuid.UUID) -> _Begun | None:
    with acting_for(tenant_id), transaction.atomic():
        claimed = Run.objects.filter(id=run_id, state=Run.State.QUEUED).update(
            state=Run.State.RUNNING, started_at=now()
        )
        if claimed != 1:
            return None
        run = Run.objects.select_related("connection__sender", "connection__tenant").get(id=run_id)
        Evidence.objects.filter(run=run, position=0).update(outcome=Evidence.Outcome.CHECKING)
        plan = tuple(map(_question, run.evidence.all()))
        try:
            return _Begun(run, gateway.interview(connection=run.connection, plan=plan))
        except (CannotOpen, VaultClosed):
            logger.exception("run %s cannot open what is stored for its connection", run.id)
            settling.abandon(run=run, diagnosis=Diagnosis("vault.closed"))
            return None


def _question(row: Evidence) -> questions.Question:
    return questions.Question(
        probe=row.probe, subject=row.subject, entity_id=row.entity_id, values=row.values
    )


def _note(run: Run, answers: list[Answer]) -> None:
    """Show the newest answer on the page, and which question is being asked now."""
    with acting_for(run.tenant_id), transaction.atomic():
        rows = Evidence.objects.filter(run=run)
        rows.filter(position=len(answers) - 1).update(outcome=answers[-1].outcome)
        rows.filter(position=len(answers)).update(outcome=Evidence.Outcome.CHECKING)


@transaction.atomic
def forget_entities(*, connection: Connection, keep: frozenset[str]) -> None:
    """Drop what was known of users in entities that no longer belong to the connection.

    The top level is the entity ``""``: keep it where the connection works there.
    """
    gone = Q(purpose__in=questions.PER_ENTITY) & ~Q(entity_id__in=keep)
    Proof.objects.filter(gone, connection=connection).delete()
    Finding.objects.filter(gone, connection=connection, closed_at=None).update(closed_at=now())
