"""Begin a guide, decide, answer and attest; each settles every step by what is then known."""

from django.db import transaction
from django.db.models import QuerySet

from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists import queries
from apps.checklists.answering import take_in
from apps.checklists.facts import context_of, note
from apps.checklists.guide.format import Guide
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checklists.requirements import requirements_of
from apps.checklists.settling import record_step, settle
from apps.checklists.standing import Place, can_start, repeats_per_entity
from apps.checks import services as checks
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.vault.secret import Secret

TOP_LEVEL = frozenset({""})


class TooEarly(Exception):
    """The step needs another one that is still open."""


@transaction.atomic
def begin(*, connection: Connection, guide: Guide) -> Checklist:
    """Pin a connection to this version of a guide."""
    checklist = Checklist.objects.create(
        tenant_id=connection.tenant_id,
        connection=connection,
        guide_slug=guide.slug,
        guide_version=guide.version,
    )
    demand(checklist=checklist, guide=guide)
    settle(checklist=checklist)
    return checklist


@transaction.atomic
def decide(*, checklist: Checklist, step: Step, option: str, actor: Actor) -> None:
    """Take one of a step's alternatives, or tell what was found; steps come and go with it.

    Raises ValueError where the step has no such option, `Unsuitable` (one of those) where the
    option is for other environments.
    """
    if step.decision is None:
        raise ValueError(f"{step.id} has no option {option!r}")
    hold(checklist)
    action = note(checklist=checklist, decision=step.decision, option=option)
    demand(checklist=checklist, guide=queries.known_of(checklist).guide)
    _forget(checklist, actor)
    record_step(action, checklist, step, actor=actor, option=option)
    settle(checklist=checklist, actor=actor)


@transaction.atomic
def answer(
    *,
    checklist: Checklist,
    step: Step,
    entity_id: str,
    answers: dict[str, str],
    secrets: dict[str, Secret],
    actor: Actor,
) -> None:
    """Keep what the customer brings back for one step, byte for byte; secrets by variable name.

    Raises `Misformatted` for a `user_name` that cannot be meant.
    """
    hold(checklist)
    kept = take_in(
        connection=checklist.connection,
        entity_id=entity_id,
        answers=answers,
        secrets=secrets,
        actor=actor,
    )
    checklist.answers = {**checklist.answers, **kept}
    checklist.save(update_fields=["answers"])
    _forget(checklist, actor)
    settle(checklist=checklist, actor=actor)


@transaction.atomic
def attest(*, checklist: Checklist, step: Step, actor: Actor, entity_id: str | None = None) -> None:
    """Put a person's name to what no probe can tell; the first name stays.

    For one thing the step is done for, or with None for all. Raises `TooEarly` while a step that
    it needs is open.
    """
    hold(checklist)
    place = Place(step, entity_id or "")
    if not can_start(place, queries.known_of(checklist), queries.states_of(checklist)):
        raise TooEarly
    unsigned = _rows_of(checklist, step, entity_id).filter(attested_at=None)
    if unsigned.update(attested_by=actor.label, attested_at=now()):
        record_step(Action.STEP_ATTESTED, checklist, step, actor=actor)
    settle(checklist=checklist, actor=actor)


@transaction.atomic
def withdraw(
    *, checklist: Checklist, step: Step, actor: Actor, entity_id: str | None = None
) -> None:
    """Take an attestation back, whoever gave it: the step is to be done again."""
    hold(checklist)
    signed = _rows_of(checklist, step, entity_id).exclude(attested_at=None)
    if signed.update(attested_by="", attested_at=None):
        record_step(Action.ATTESTATION_WITHDRAWN, checklist, step, actor=actor)
    settle(checklist=checklist, actor=actor)


def demand(*, checklist: Checklist, guide: Guide) -> None:
    """Tell the connection what the guide asks of the company under the decisions made."""
    context = context_of(checklist)
    per_entity = any(map(repeats_per_entity, guide.steps_for(context)))
    connections.require(
        connection=checklist.connection,
        level=Connection.Level.ENTITY if per_entity else Connection.Level.TOP,
        requirements=requirements_of(guide, context),
    )


def hold(checklist: Checklist) -> None:
    """Take the rows a change is about, as they are by now: two tabs never undo each other."""
    connections.hold(connection=checklist.connection)
    checklist.refresh_from_db(fields=["decisions", "facts", "answers"])


def _rows_of(checklist: Checklist, step: Step, entity_id: str | None) -> QuerySet[StepState]:
    rows = StepState.objects.filter(checklist=checklist, step_id=step.id)
    return rows if entity_id is None else rows.filter(entity_id=entity_id)


def _forget(checklist: Checklist, actor: Actor) -> None:
    """Of entities the connection no longer works in, nothing is known or kept any more."""
    connection = checklist.connection
    known = queries.known_of(checklist)
    listed = frozenset(known.entities)
    checks.forget_entities(connection=connection, keep=listed if known.per_entity else TOP_LEVEL)
    connections.forget_users(connection=connection, keep=TOP_LEVEL | listed, actor=actor)
