"""Begin a guide, decide, answer, attest; and settle every step by what is known."""

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.checklists import queries
from apps.checklists.guide.format import Guide
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checklists.requirements import requirements_of
from apps.checklists.standing import DONE, PROBLEM, Known, places, standing_of
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
    _demand(checklist, guide)
    settle(checklist=checklist)
    return checklist


@transaction.atomic
def decide(*, checklist: Checklist, step: Step, option: str, actor: Actor) -> None:
    """Take one of a step's alternatives; steps that no longer apply fall away."""
    if step.decision is None or option not in {each.value for each in step.decision.options}:
        raise ValueError(f"{step.id} has no option {option!r}")
    _hold(checklist)
    checklist.decisions = {**checklist.decisions, step.decision.variable: option}
    checklist.save(update_fields=["decisions"])
    _demand(checklist, queries.known_of(checklist).guide)
    _forget(checklist, actor)
    _record(Action.DECISION_MADE, checklist, step, actor, option=option)
    settle(checklist=checklist)


@transaction.atomic
def answer(
    *,
    checklist: Checklist,
    step: Step,
    entity_id: str,
    answers: dict[str, str],
    password: Secret | None,
    actor: Actor,
) -> None:
    """Keep what the customer brings back from Intacct for one step, byte for byte."""
    _hold(checklist)
    connection = checklist.connection
    if "company_id" in answers:
        connections.name_company(
            connection=connection, company_id=answers["company_id"], actor=actor
        )
    if "user_id" in answers:
        connections.save_user(
            connection=connection,
            entity_id=entity_id,
            user_id=answers["user_id"],
            password=password,
            actor=actor,
        )
    kept = {name: value for name, value in answers.items() if name != "user_id"}
    checklist.answers = {**checklist.answers, **kept}
    checklist.save(update_fields=["answers"])
    _forget(checklist, actor)
    settle(checklist=checklist)


@transaction.atomic
def attest(*, checklist: Checklist, step: Step, actor: Actor) -> None:
    """Put a person's name to what no probe can tell; the first name stays.

    Raises `TooEarly` while a step that it needs is open.
    """
    _hold(checklist)
    states = queries.states_of(checklist)
    if any(row.state != DONE for (step_id, _), row in states.items() if step_id in step.needs):
        raise TooEarly
    unsigned = StepState.objects.filter(
        checklist=checklist, step_id=step.id, attested_at__isnull=True
    )
    if unsigned.update(attested_by=actor.label, attested_at=now()):
        _record(Action.STEP_ATTESTED, checklist, step, actor)
    settle(checklist=checklist)


@transaction.atomic
def settle(*, checklist: Checklist) -> None:
    """Write where every step stands, and what that makes of the connection.

    With all steps done it is connected; a connected one with a step to do is being set up again.
    """
    known = queries.known_of(checklist)
    stored = queries.states_of(checklist)
    standing = {
        (place.step.id, place.entity_id): (place.step, standing_of(place, known))
        for place in places(known)
    }
    for (step_id, entity_id), (step, state) in standing.items():
        _write(known, step, entity_id, state=state, row=stored.get((step_id, entity_id)))
    gone = [row.id for key, row in stored.items() if key not in standing]
    StepState.objects.filter(id__in=gone).delete()
    _move(checklist.connection, [state for _, state in standing.values()])


def _move(connection: Connection, standings: list[str]) -> None:
    complete = all(state == DONE for state in standings)
    if complete and connection.state == Connection.State.SETTING_UP:
        connections.move(connection=connection, state=Connection.State.CONNECTED)
    if not complete and connection.state == Connection.State.CONNECTED:
        connections.move(connection=connection, state=Connection.State.SETTING_UP)


def _write(known: Known, step: Step, entity_id: str, *, state: str, row: StepState | None) -> None:
    if row is None:
        row = StepState(
            tenant_id=known.checklist.tenant_id,
            checklist=known.checklist,
            step_id=step.id,
            entity_id=entity_id,
        )
    elif row.state == state:
        return
    before = row.state
    row.state, row.since = state, now()
    row.save()
    if state == DONE:
        _record(Action.STEP_VERIFIED, known.checklist, step, SYSTEM)
    elif state == PROBLEM and before == DONE:
        _record(Action.STEP_REOPENED, known.checklist, step, SYSTEM)


def _demand(checklist: Checklist, guide: Guide) -> None:
    """Tell the connection what the guide asks of the company."""
    level = checklist.decisions.get("level")
    connections.require(
        connection=checklist.connection,
        level=Connection.Level.ENTITY if level == "entity" else Connection.Level.TOP,
        requirements=requirements_of(guide, checklist.decisions),
    )


def _hold(checklist: Checklist) -> None:
    """Take the rows a change is about, as they are by now: two tabs never undo each other."""
    connections.hold(connection=checklist.connection)
    checklist.refresh_from_db(fields=["decisions", "answers"])


def _forget(checklist: Checklist, actor: Actor) -> None:
    """Of entities the connection no longer works in, nothing is known or kept any more."""
    connection = checklist.connection
    listed = frozenset(queries.known_of(checklist).entities)
    at_entities = checklist.decisions.get("level") == "entity"
    checks.forget_entities(connection=connection, keep=listed if at_entities else TOP_LEVEL)
    connections.forget_users(connection=connection, keep=TOP_LEVEL | listed, actor=actor)


def _record(action: Action, checklist: Checklist, step: Step, actor: Actor, **more: str) -> None:
    audit.record(
        action,
        actor=actor,
        target_id=checklist.connection_id,
        target_label=str(step.title),
        tenant_id=checklist.tenant_id,
        step=step.id,
        **more,
    )
