"""Take a customer on to a newer version of their guide, and keep what they have done."""

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists.differences import Difference, between
from apps.checklists.facts import context_of
from apps.checklists.guide.format import Guide
from apps.checklists.library import guide_of
from apps.checklists.models import Checklist, StepState
from apps.checklists.services import demand, hold
from apps.checklists.settling import settle
from apps.checks import services as checks
from apps.checks.models import Run
from apps.connections.models import Connection


class NotAnUpgrade(Exception):
    """The guide is another vendor's, or no newer than the one the checklist is pinned to."""


def difference(checklist: Checklist, guide: Guide) -> Difference:
    """What another version of its guide would mean for this customer; changes nothing."""
    return between(guide_of(checklist), guide, context_of(checklist))


@transaction.atomic
def upgrade(*, checklist: Checklist, guide: Guide, actor: Actor) -> Difference:
    """Pin the checklist to a newer version; returns what that changed.

    Decisions, answers and attestations stay, but where a step now asks for something else its
    attestation goes. What was proven stays until the next check proves or disproves it by the new
    demands, so that a connection in use is not taken down for a new page. Raises `NotAnUpgrade`.
    """
    hold(checklist)
    if checklist.guide_slug != guide.slug or checklist.guide_version >= guide.version:
        raise NotAnUpgrade
    found, before = difference(checklist, guide), checklist.guide_version
    checklist.guide_version = guide.version
    checklist.save(update_fields=["guide_version"])
    demand(checklist=checklist, guide=guide)
    _take_back(checklist, found)
    settle(checklist=checklist, actor=actor)
    _check_again(checklist.connection)
    _record(checklist, actor, before=before, found=found)
    return found


def _take_back(checklist: Checklist, found: Difference) -> None:
    changed = [each.step.id for each in found.changed if each.redo]
    rows = StepState.objects.filter(checklist=checklist, step_id__in=changed)
    rows.update(attested_by="", attested_at=None)


def _check_again(connection: Connection) -> None:
    if connection.company_id and connection.state != Connection.State.DISCONNECTED:
        checks.queue_run(connection=connection, why=Run.Why.SCHEDULED)


def _record(checklist: Checklist, actor: Actor, *, before: int, found: Difference) -> None:
    audit.record(
        Action.CHECKLIST_UPGRADED,
        actor=actor,
        target_id=checklist.connection_id,
        target_label=checklist.connection.title,
        tenant_id=checklist.tenant_id,
        guide=checklist.guide_slug,
        before=before,
        after=checklist.guide_version,
        added=[step.id for step in found.added],
        removed=[step.id for step in found.removed],
        changed=[each.step.id for each in found.changed],
    )
