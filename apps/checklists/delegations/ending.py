"""Delegations that end without anybody ending them: the step is done, or their time is over."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from apps.checklists import doorway
from apps.checklists.delegation_models import NOT_ENDED, Delegation
from apps.checklists.delegations.sending import go_on_after, record
from apps.checklists.models import StepState
from apps.checklists.services import hold
from apps.checklists.standing import DONE
from apps.core.clock import now
from apps.tenants.scope import acting_for


@receiver(post_save, sender=StepState)
def end_with_the_step(sender: type, *, instance: StepState, **_: Any) -> None:
    """Close every link to a step that is done, in the transaction that made it so."""
    if instance.state != DONE:
        return
    rows = Delegation.objects.select_for_update().filter(
        NOT_ENDED,
        checklist_id=instance.checklist_id,
        step_id=instance.step_id,
        entity_id=instance.entity_id,
    )
    for row in rows:
        row.completed_at = now()
        row.save(update_fields=["completed_at"])
        record(Action.DELEGATION_COMPLETED, row, actor=SYSTEM, by="step")


def lapse_run_out() -> None:
    """Let steps wait no more for colleagues whose time is over."""
    for tenant_id, delegation_id in doorway.run_out():
        with acting_for(tenant_id):
            _lapse(delegation_id)


@transaction.atomic
def _lapse(delegation_id: uuid.UUID) -> None:
    found = Delegation.objects.select_related("checklist").get(id=delegation_id)
    hold(found.checklist)
    row = Delegation.objects.select_for_update().filter(NOT_ENDED, id=delegation_id).first()
    if row is not None and row.expires_at <= now():
        row.lapsed_at = now()
        row.save(update_fields=["lapsed_at"])
        go_on_after(row, actor=SYSTEM)
