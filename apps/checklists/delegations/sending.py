"""Send one step to a colleague, and take it back."""

from datetime import timedelta

from django.db import models, transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists import waiting
from apps.checklists.delegation_models import NOT_ENDED, Delegation
from apps.checklists.delegations.places import place_of, refusal
from apps.checklists.models import Checklist
from apps.checklists.services import hold
from apps.checklists.standing import Place
from apps.core.clock import now
from apps.outbox import services as outbox

DAYS = 7
CHOICES_OF_DAYS = (1, 3, 7, 14)
MOST_OPEN = 20
LONGEST_ON = 120


class CannotDelegate(Exception):
    """The step is not one that a colleague can do by a link. Its one argument says why."""


class TooManyOpen(Exception):
    """The checklist has as many open delegations as it may: each is a mail to somebody."""


@transaction.atomic
def delegate(
    *,
    checklist: Checklist,
    place: Place,
    email: str,
    name: str = "",
    note: str = "",
    days: int = DAYS,
    actor: Actor,
) -> Delegation:
    """Mail a step to a colleague; it waits for them from now on.

    To the same address a new one replaces the old, whose link is dead. Raises `CannotDelegate`
    and `TooManyOpen`.
    """
    hold(checklist)
    if reason := refusal(checklist, place):
        raise CannotDelegate(reason)
    step_id, item = place.key
    for older in _open(checklist).filter(step_id=step_id, entity_id=item, email__iexact=email):
        _take_back(older, actor)
    if _open(checklist).count() >= MOST_OPEN:
        raise TooManyOpen
    made = Delegation(
        tenant_id=checklist.tenant_id, checklist=checklist, step_id=step_id, entity_id=item
    )
    made.email, made.name, made.note = email, name, note
    made.invited_by, made.expires_at = actor.label, now() + timedelta(days=days)
    made.save()
    wait_for(made, place, actor=actor)
    post_mail(made)
    record(Action.STEP_DELEGATED, made, actor=actor, days=days)
    return made


@transaction.atomic
def withdraw(*, delegation: Delegation, actor: Actor) -> None:
    """Take a step back; the link is dead, and the step waits no more. Ended ones stay ended."""
    hold(delegation.checklist)
    row = Delegation.objects.select_for_update().filter(NOT_ENDED, id=delegation.id).first()
    if row is not None:
        _take_back(row, actor)
        go_on_after(row, actor=actor)


def wait_for(delegation: Delegation, place: Place, *, actor: Actor) -> None:
    """Let the step wait for the colleague."""
    waiting.pause(
        checklist=delegation.checklist,
        place=place,
        on=delegation.person[:LONGEST_ON],
        why=f"This step, sent by {delegation.invited_by}",
        actor=actor,
    )


def go_on_after(ended: Delegation, *, actor: Actor) -> None:
    """Let the step wait for the next colleague who still has it, or for nobody."""
    place = place_of(ended)
    if place is None:
        return
    others = _open(ended.checklist).filter(step_id=ended.step_id, entity_id=ended.entity_id)
    other = others.filter(expires_at__gt=now()).order_by("-created_at").first()
    if other is None:
        waiting.resume(checklist=ended.checklist, place=place, actor=actor)
    else:
        wait_for(other, place, actor=actor)


def post_mail(delegation: Delegation) -> None:
    """Queue the mail that holds the link and the code that now opens."""
    outbox.post(
        kind="delegation",
        to=delegation.email,
        payload={"delegation_id": str(delegation.id), "mail": str(delegation.mails)},
        dedupe_key=f"{delegation.id}/{delegation.mails}",
        tenant_id=delegation.tenant_id,
    )


def record(action: Action, delegation: Delegation, *, actor: Actor, **more: object) -> None:
    """Write an audit entry on a delegation."""
    audit.record(
        action,
        actor=actor,
        target_id=delegation.checklist.connection_id,
        target_label=delegation.email,
        tenant_id=delegation.tenant_id,
        step=delegation.step_id,
        entity=delegation.entity_id,
        delegation=str(delegation.id),
        **more,
    )


def _open(checklist: Checklist) -> models.QuerySet[Delegation]:
    return Delegation.objects.filter(NOT_ENDED, checklist=checklist)


def _take_back(delegation: Delegation, actor: Actor) -> None:
    delegation.withdrawn_at = now()
    delegation.save(update_fields=["withdrawn_at"])
    record(Action.DELEGATION_WITHDRAWN, delegation, actor=actor)
