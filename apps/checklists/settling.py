"""Write where every step stands, and what that makes of the connection."""

from uuid import UUID

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM, Actor
from apps.checklists import queries
from apps.checklists.guide.steps import Step
from apps.checklists.models import Checklist, StepState
from apps.checklists.standing import (
    DONE,
    PROBLEM,
    TODO,
    Known,
    Place,
    can_start,
    places,
    proven_by,
    standing_of,
)
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now

Standing = StepState.Standing
Key = tuple[str, str]
WHY_LENGTH = 300


@transaction.atomic
def settle(*, checklist: Checklist, actor: Actor = SYSTEM) -> None:
    """Settle every step by what is known; `actor` is whose act may have moved some.

    With all steps done the connection is connected; a connected one with a step to do is being
    set up again. A step that no longer applies falls away; what was attested of it stays.
    """
    known = queries.known_of(checklist)
    stored = queries.states_of(checklist)
    standing = {place.key: (place, standing_of(place, known)) for place in places(known)}
    for key, (place, state) in standing.items():
        row = stored.setdefault(key, _new(known, place))
        _write(known, place, state=state, row=row, actor=actor)
    for place, _ in standing.values():
        _wait_as_the_guide_says(known, place, stored)
    _put_aside([row.id for key, row in stored.items() if key not in standing])
    needed = [state for place, state in standing.values() if not place.step.optional]
    _move(checklist.connection, needed)


def record_step(
    action: Action, checklist: Checklist, step: Step, *, actor: Actor, **more: str
) -> None:
    """Write an audit entry on one step of a checklist."""
    audit.record(
        action,
        actor=actor,
        target_id=checklist.connection_id,
        target_label=str(step.title),
        tenant_id=checklist.tenant_id,
        step=step.id,
        **more,
    )


def _write(known: Known, place: Place, *, state: str, row: StepState, actor: Actor) -> None:
    run = proven_by(place, known) if state != TODO else None
    standing = _standing(row, state, proven=run is not None)
    before, moved = row.state, row.state != state or row._state.adding  # noqa: SLF001
    if not moved and row.standing == standing:
        return
    row.state, row.standing = state, standing
    if moved:
        _note_move(row, run=run, actor=actor)
    if state == DONE and row.done_at is None:
        row.done_at = row.since
    row.save()
    if moved:
        _tell(known, place.step, before=before, state=state)


def _new(known: Known, place: Place) -> StepState:
    return StepState(
        tenant_id=known.checklist.tenant_id,
        checklist=known.checklist,
        step_id=place.step.id,
        entity_id=place.item,
    )


def _wait_as_the_guide_says(known: Known, place: Place, stored: dict[Key, StepState]) -> None:
    """A step that an e-mail or a purchase holds up waits from the moment it can start."""
    row, wait = stored[place.key], place.step.wait
    if wait is None or row.state != TODO or row.waiting_since is not None or row.waiting_why:
        return
    if can_start(place, known, stored):
        row.waiting_on, row.waiting_since = wait.who, now()
        row.waiting_why = wait.what.render(known.guide.filled(known.answers))[:WHY_LENGTH]
        row.standing = Standing.WAITING
        row.save()


def _standing(row: StepState, state: str, *, proven: bool) -> str:
    if state == DONE:
        return Standing.VERIFIED if proven else Standing.ATTESTED
    if state == PROBLEM:
        return Standing.FAILED
    if row.waiting_since is not None:
        return Standing.WAITING
    return Standing.REOPENED if row.done_at is not None else Standing.TODO


def _note_move(row: StepState, *, run: UUID | None, actor: Actor) -> None:
    """Remember when, by whom and by which run; what is done waits for nobody any more."""
    row.since, row.run_id = now(), run
    row.moved_by = SYSTEM.label if run else actor.label
    if row.state == DONE:
        row.waiting_on, row.waiting_why, row.waiting_since = "", "", None


def _tell(known: Known, step: Step, *, before: str, state: str) -> None:
    if state == DONE:
        record_step(Action.STEP_VERIFIED, known.checklist, step, actor=SYSTEM)
    elif before == DONE:
        record_step(Action.STEP_REOPENED, known.checklist, step, actor=SYSTEM)


def _put_aside(ids: list[UUID]) -> None:
    """Steps that do not apply have no standing; a name put to one waits for its return."""
    gone = StepState.objects.filter(id__in=ids)
    gone.filter(attested_at=None).delete()
    gone.update(state=StepState.State.TODO, standing=Standing.TODO)


def _move(connection: Connection, standings: list[str]) -> None:
    complete = all(state == DONE for state in standings)
    if complete and connection.state == Connection.State.SETTING_UP:
        connections.move(connection=connection, state=Connection.State.CONNECTED)
    if not complete and connection.state == Connection.State.CONNECTED:
        connections.move(connection=connection, state=Connection.State.SETTING_UP)
