"""The company's entities, as a list to choose from: asked for, read by a worker, kept.

The list that was read last stays, whatever becomes of a later reading.
"""

import logging
import uuid
from datetime import timedelta
from functools import partial

from celery import current_app
from django.db import transaction

from apps.audit.actor import SYSTEM, Actor
from apps.checks import entity_reading
from apps.checks.entity_reading import NOBODY, Listed, NotRead, can_ask
from apps.checks.models import EntityList, Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.core.clock import now
from apps.tenants.scope import acting_for
from apps.vault.keyring import CannotOpen, VaultClosed

__all__ = ["NOBODY", "can_ask", "keep_fresh", "list_of", "listed", "read", "request"]

STALE = timedelta(days=1)
_State = EntityList.State
_OURS = "portal.failed"

logger = logging.getLogger(__name__)


def list_of(connection: Connection) -> EntityList | None:
    """What is known of the company's entities; of another company's, nothing."""
    row = EntityList.objects.filter(connection=connection).first()
    return row if row is None or row.company_id == connection.company_id else None


def listed(row: EntityList | None) -> tuple[Listed, ...]:
    """The entities of a list, in Intacct's order."""
    return tuple(Listed(*each) for each in row.entities) if row else ()


@transaction.atomic
def request(*, connection: Connection, actor: Actor) -> EntityList:
    """Ask a worker to read the list; one that is being read already is the answer."""
    connections.hold(connection=connection)
    row, _ = EntityList.objects.get_or_create(tenant_id=connection.tenant_id, connection=connection)
    if row.under_way and row.company_id == connection.company_id:
        return row
    if row.company_id != connection.company_id:
        row.entities, row.total, row.read_at = [], 0, None
    row.company_id, row.trouble = connection.company_id, ""
    row.state, row.asked_at, row.asked_by = _State.ASKED, now(), actor.label
    row.save()
    transaction.on_commit(partial(_wake, row), robust=True)
    return row


def keep_fresh(*, connection: Connection, run: Run) -> None:
    """After a good run, read a list again that somebody asked for once.

    After those that the schedule asks for, once a day: the listing takes a sign-in of its own.
    """
    row = list_of(connection)
    if row is None:
        return
    old = row.read_at is None or row.read_at < now() - STALE
    if old or run.why == Run.Why.REQUESTED:
        request(connection=connection, actor=SYSTEM)


def read(*, tenant_id: uuid.UUID, connection_id: uuid.UUID) -> None:
    """Read the list that was asked for; does nothing where another worker is at it. Workers only.

    No transaction is open while Intacct is asked.
    """
    with acting_for(tenant_id):
        connection = _claim(connection_id)
    if connection is None:
        return
    entities, trouble = _read(connection)
    with acting_for(tenant_id), transaction.atomic():
        _keep(connection, entities, trouble=trouble)


@transaction.atomic
def _claim(connection_id: uuid.UUID) -> Connection | None:
    rows = EntityList.objects.filter(connection_id=connection_id, state=_State.ASKED)
    if not rows.update(state=_State.READING):
        return None
    related = ("sender", "tenant", "application__sender")
    return Connection.objects.select_related(*related).get(id=connection_id)


def _read(connection: Connection) -> tuple[tuple[Listed, ...], NotRead | None]:
    try:
        with acting_for(connection.tenant_id), transaction.atomic():
            reading = entity_reading.reader_of(connection)
        return reading(), None
    except NotRead as trouble:
        return (), trouble
    except (CannotOpen, VaultClosed):
        logger.exception("the entities of connection %s: what is stored stays shut", connection.id)
        return (), NotRead("vault.closed")
    except Exception:  # whoever waits for the list learns that it will not come
        logger.exception("the entities of connection %s could not be read", connection.id)
        return (), NotRead(_OURS)


def _keep(connection: Connection, entities: tuple[Listed, ...], *, trouble: NotRead | None) -> None:
    rows = EntityList.objects.filter(connection=connection, company_id=connection.company_id)
    if trouble is None:
        kept = [[each.entity_id, each.name, each.active] for each in entities]
        rows.update(
            state=_State.IDLE,
            trouble="",
            entities=kept[: entity_reading.MOST],
            total=len(kept),
            read_at=now(),
        )
        return
    rows.update(state=_State.IDLE, trouble=trouble.code)
    user = entity_reading.known_user(connection)
    if trouble.may_lock and user is not None:
        connections.hold_sign_in(user=user)


def _wake(row: EntityList) -> None:
    current_app.send_task(
        "apps.checks.tasks.list_entities",
        kwargs={"tenant_id": str(row.tenant_id), "connection_id": str(row.connection_id)},
        queue="interactive",
    )
