"""Ask for a run, wake a worker for it, and carry it out."""

import uuid
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import Q

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checks import conversation, gateway, questions
from apps.checks.models import Evidence, Finding, PermissionSnapshot, Proof, Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.scope import acting_for


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
    run = queue_run(connection=connection, why=Run.Why.REQUESTED)
    if run.requested_by:
        return run
    _hasten(run, requested_by=actor.label)
    audit.record(
        Action.RUN_REQUESTED,
        actor=actor,
        target_id=connection.id,
        target_label=connection.title,
        tenant_id=connection.tenant_id,
    )
    return run


def queue_run(*, connection: Connection, why: str) -> Run:
    """Return the run that waits to ask about the connection as it is now, or write a new one.

    With every question it will ask; a worker is woken once that is committed. Let the caller hold
    the connection's row: at most one such run can be.
    """
    waiting = Run.objects.filter(
        connection=connection, version=connection.version, state=Run.State.QUEUED
    ).first()
    return waiting or _write_run(connection=connection, why=why)


def wake(run: Run) -> None:
    """Tell a worker. Where no broker hears it, the next tick finds the row (`tasks.claim_due`)."""
    current_app.send_task(
        "apps.checks.tasks.carry_out",
        kwargs={"tenant_id": str(run.tenant_id), "run_id": str(run.id)},
        queue="interactive" if run.why == Run.Why.REQUESTED else "fleet",
    )


def wake_next(connection_id: uuid.UUID) -> None:
    """Tell workers of what waited while another run of the connection was under way."""
    for run in Run.objects.filter(connection=connection_id, state=Run.State.QUEUED):
        transaction.on_commit(partial(wake, run), robust=True)


def carry_out(*, tenant_id: uuid.UUID, run_id: uuid.UUID) -> None:
    """Put every question of a queued run to Intacct; does nothing where it is not its turn."""
    with acting_for(tenant_id):
        run = conversation.begin(run_id)
    if run is None:
        return
    conversation.carry_through(run)
    with acting_for(tenant_id), transaction.atomic():
        wake_next(run.connection_id)


@transaction.atomic
def forget_entities(*, connection: Connection, keep: frozenset[str]) -> None:
    """Drop what was known of users in entities that no longer belong to the connection.

    The top level is the entity ``""``: keep it where the connection works there.
    """
    gone = Q(purpose__in=questions.PER_ENTITY) & ~Q(entity_id__in=keep)
    Proof.objects.filter(gone, connection=connection).delete()
    Finding.objects.filter(gone, connection=connection, closed_at=None).update(closed_at=now())
    PermissionSnapshot.objects.filter(connection=connection).exclude(entity_id__in=keep).delete()


def _hasten(run: Run, *, requested_by: str) -> None:
    """Let a run that waits go before the scheduled ones: a person waits for it."""
    was_scheduled = run.why == Run.Why.SCHEDULED
    run.why, run.requested_by = Run.Why.REQUESTED, requested_by
    run.save(update_fields=["why", "requested_by"])
    if was_scheduled:
        transaction.on_commit(partial(wake, run), robust=True)


def _write_run(*, connection: Connection, why: str) -> Run:
    run = Run.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        why=why,
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
