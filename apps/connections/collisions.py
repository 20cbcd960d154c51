"""Intacct keeps one grant for each user, company and client: a newer approval ends the older one.

So a new grant marks the others as superseded, whosever they are, by a keyed index that compares
and tells nothing. Each of their tenants hears of it in a transaction of its own, and of nobody
else's name. Source: design.md D9; B14 of ../shared/reference/security-reliability.md.
"""

from datetime import datetime
from uuid import UUID

from celery import current_app
from django.db import connection as database
from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from apps.connections import doorway
from apps.connections import services as connections
from apps.connections.models import Connection, Grant
from apps.connections.ticking import Tick, apart
from apps.core.clock import now
from apps.outbox import services as outbox
from apps.tenants.models import Membership
from apps.tenants.scope import acting_for

TELLING_SECONDS = 3.0  # as long as a statement waits for a lock


def take_turns(*identity: str) -> None:
    """Wait for whoever is keeping a grant of the same client, company and user, until the end.

    Take it with the connection's row held and before the grant's: two new grants of one identity
    would otherwise wait for each other.
    """
    with database.cursor() as cursor:
        name = "\n".join(("grant", *identity))
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def unkept(*identity: str, approved_at: datetime) -> Grant:
    """A grant of this client, company and user that is not stored, to compare with those that are.

    Intacct has ended the older ones for it all the same.
    """
    client_id, company_id, user_id = identity
    return Grant(
        client_id=client_id, company_id=company_id, user_id=user_id, approved_at=approved_at
    )


def supersede_others(grant: Grant) -> None:
    """Mark every other live grant of the same identity, or this one if another is newer.

    Whose grant nobody can tell ends no other.
    """
    if grant.company_id and doorway.supersede(grant):
        transaction.on_commit(_tell_later, robust=True)


def tell_superseded(tick: Tick | None = None) -> None:
    """Tell the people of each superseded grant, once. Workers only, outside any transaction."""
    tick = tick or Tick()
    for tenant_id, grant_id in doorway.untold():
        if not tick.allows(TELLING_SECONDS):
            return
        with apart(f"telling of grant {grant_id}"), acting_for(tenant_id), transaction.atomic():
            _tell(grant_id)


def _tell_later() -> None:
    current_app.send_task("apps.connections.tasks.tell_superseded", queue="interactive")


def _tell(grant_id: UUID) -> None:
    grant = Grant.objects.select_related("connection").get(id=grant_id)
    connections.hold(connection=grant.connection)
    untold = Grant.objects.filter(id=grant_id, state=Grant.State.SUPERSEDED, told_at=None)
    if not untold.update(told_at=now()):
        return
    Connection.objects.filter(id=grant.connection_id).update(next_check_at=now())
    _write_to_admins(grant)
    audit.record(
        Action.GRANT_SUPERSEDED,
        actor=SYSTEM,
        target_id=grant.connection_id,
        target_label=grant.connection.title,
        tenant_id=grant.tenant_id,
    )


def _write_to_admins(grant: Grant) -> None:
    rows = Membership.objects.select_related("user").filter(role=Membership.Role.ADMIN)
    for admin in rows.filter(tenant_id=grant.tenant_id, user__is_active=True):
        outbox.post(
            kind="grant-superseded",
            to=admin.user.email,
            payload={"grant_id": str(grant.id), "generation": str(grant.generation)},
            dedupe_key=f"{grant.id} {grant.generation} {admin.user_id}",
            tenant_id=grant.tenant_id,
        )
