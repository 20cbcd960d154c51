"""The approval was for another company: keep that one instead, asked for and then confirmed."""

from enum import StrEnum

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.connections import collisions
from apps.connections import services as connections
from apps.connections.approvals.queries import latest
from apps.connections.approvals.reasons import Reason
from apps.connections.models import Approval, Connection, Grant
from apps.connections.signals import approval_finished
from apps.core.clock import now

State = Approval.State
MISTAKABLE = frozenset({Reason.WRONG_COMPANY, Reason.WRONG_USER})
"""What was meant may have been the mistake; a bad signature or another entity never is right."""


class Obstacle(StrEnum):
    """Why what was found cannot take the place of what was meant."""

    NOT_QUARANTINED = "not_quarantined"
    NOT_A_MISTAKE = "not_a_mistake"
    OVERTAKEN = "overtaken"
    NOT_KEPT = "not_kept"
    NOT_ASKED = "not_asked"


class CannotAccept(Exception):
    """`obstacle` says why. After `not_kept`, name the company and approve it again."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


def obstacle(approval: Approval) -> Obstacle | None:
    """What stands in the way of using what was found; None where it may be offered."""
    if approval.state != State.QUARANTINED:
        return Obstacle.NOT_QUARANTINED
    if approval.reason not in MISTAKABLE or "entity_id" in approval.found["differs"]:
        return Obstacle.NOT_A_MISTAKE
    if latest(approval.connection) != approval:
        return Obstacle.OVERTAKEN
    return None if _kept(approval) else Obstacle.NOT_KEPT


@transaction.atomic
def ask_for_company(*, approval: Approval, actor: Actor) -> None:
    """Remember who asks for the company that was approved; an operator decides.

    Raises CannotAccept.
    """
    _held(approval)
    approval.found |= {"asked_by": actor.label, "asked_at": now().isoformat()}
    approval.save(update_fields=["found"])
    _record(Action.APPROVAL_DISPUTED, approval, actor)


@transaction.atomic
def accept_company(*, approval: Approval, actor: Actor) -> None:
    """Make what was found what is meant, and let its grant live.

    Only what the customer asked for: an operator alone may not choose whose books are read.
    Raises CannotAccept.
    """
    connection = _held(approval)
    if not approval.found.get("asked_by"):
        raise CannotAccept(Obstacle.NOT_ASKED)
    grant = _kept(approval)
    if grant is None:
        raise CannotAccept(Obstacle.NOT_KEPT)
    collisions.take_turns(grant.client_id, grant.company_id, grant.user_id)
    _revive(grant)
    _mean(approval.found, connection, actor)
    connections.note_approved(connection=connection)
    Approval.objects.filter(id=approval.id).update(state=State.GRANTED, reason="")
    _record(Action.APPROVAL_ACCEPTED, approval, actor)
    approval_finished.send(Approval, connection=connection, approval=approval)


def _held(approval: Approval) -> Connection:
    connections.hold(connection=approval.connection)
    approval.refresh_from_db(fields=["state", "reason", "found"])
    if why := obstacle(approval):
        raise CannotAccept(why)
    return approval.connection


def _kept(approval: Approval) -> Grant | None:
    """The grant in quarantine: one for each connection, so the newest approval's."""
    rows = Grant.objects.filter(connection=approval.connection, entity_id="")
    return rows.filter(state=Grant.State.QUARANTINED).first()


def _mean(found: dict[str, str], connection: Connection, actor: Actor) -> None:
    connections.name_company(connection=connection, company_id=found["company_id"], actor=actor)
    if "user_id" in found["differs"]:
        connections.save_user(
            connection=connection,
            entity_id="",
            user_id=found["user_id"],
            password=None,
            actor=actor,
        )


def _revive(grant: Grant) -> None:
    """Due at once: the first refresh proves that it has lived through the wait."""
    grant.state, grant.state_since, grant.refresh_at = Grant.State.LIVE, now(), now()
    grant.save(update_fields=["state", "state_since", "refresh_at"])
    collisions.supersede_others(grant)


def _record(action: Action, approval: Approval, actor: Actor) -> None:
    audit.record(
        action,
        actor=actor,
        target_id=approval.connection_id,
        target_label=approval.connection.title,
        tenant_id=approval.tenant_id,
        found_company_id=approval.found["company_id"],
    )
