"""A step that cannot go on before somebody else acts: whom it waits for, since when, and why.

Waiting locks nothing: whoever can do the step does it, and it waits no more.
"""

from django.db import models, transaction

from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists.models import Checklist, StepState
from apps.checklists.services import hold
from apps.checklists.settling import record_step, settle
from apps.checklists.standing import DONE, Place
from apps.core.clock import now


@transaction.atomic
def pause(*, checklist: Checklist, place: Place, on: str, why: str, actor: Actor) -> None:
    """Let a step wait for a person or an e-mail; one that waits already begins anew.

    `on` names whom (120 characters at most), `why` what for (300); a step that is done stays so.
    """
    hold(checklist)
    rows = _row_at(checklist, place).exclude(state=DONE)
    if rows.update(waiting_on=on, waiting_why=why, waiting_since=now()):
        record_step(Action.STEP_PAUSED, checklist, place.step, actor=actor, on=on)
    settle(checklist=checklist, actor=actor)


@transaction.atomic
def resume(*, checklist: Checklist, place: Place, actor: Actor) -> None:
    """What the step waited for is there: it is to do again."""
    hold(checklist)
    rows = _row_at(checklist, place).exclude(waiting_since=None)
    if rows.update(waiting_on="", waiting_since=None):  # why stays: it does not wait for that again
        record_step(Action.STEP_RESUMED, checklist, place.step, actor=actor)
    settle(checklist=checklist, actor=actor)


def _row_at(checklist: Checklist, place: Place) -> models.QuerySet[StepState]:
    step_id, entity_id = place.key
    return StepState.objects.filter(checklist=checklist, step_id=step_id, entity_id=entity_id)
