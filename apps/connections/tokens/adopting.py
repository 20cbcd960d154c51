"""What an approval brought: kept safe first, then made the one grant of its connection."""

import uuid

from apps.connections.gateway import client_id_of
from apps.connections.identities import index_of
from apps.connections.models import Approval, Connection, Grant
from apps.connections.tokens.parcels import OF_APPROVAL, Label, Parcel, the_spool
from apps.connections.tokens.storing import put
from apps.core.clock import now
from apps.intacct.rest import Identity, TokenSet


def spool_approval(*, approval: Approval, received: TokenSet) -> None:
    """Keep what the exchange brought, ahead of any transaction. Raises SpoolClosed, OSError."""
    label = Label(
        kind=OF_APPROVAL,
        tenant_id=approval.tenant_id,
        connection_id=approval.connection_id,
        owner_id=approval.id,
    )
    the_spool().reserve(label.name).keep(Parcel(label=label, received=received).packed())


def clear_spool(approval_id: uuid.UUID) -> None:
    """Forget what was kept of an approval, once its end is committed."""
    the_spool().remove(f"{approval_id}.0{OF_APPROVAL}")


def adopt(
    *,
    connection: Connection,
    received: TokenSet,
    identity: Identity,
    approved_by: str,
    quarantined: bool,
) -> Grant:
    """Make these tokens the connection's grant, whatever it held before.

    Call it in a transaction of the tenant's, holding the connection's row. The new epoch fences
    requests of the older grant that are still under way. Raises VaultClosed outside a worker.
    """
    grant = _row_of(connection)
    state = Grant.State.QUARANTINED if quarantined else Grant.State.LIVE
    grant.state, grant.state_since, grant.told_at = state, now(), None
    grant.client_id = client_id_of(connection)
    grant.company_id, grant.user_id = identity.company_id, identity.user_id
    grant.identity_index = index_of(grant)
    grant.approved_by, grant.approved_at = approved_by, now()
    grant.epoch, grant.leased_until = grant.epoch + 1, None
    put(grant, received)
    grant.save()
    return grant


def _row_of(connection: Connection) -> Grant:
    rows = Grant.objects.select_for_update().filter(connection=connection, entity_id="")
    return rows.first() or Grant(
        tenant_id=connection.tenant_id, connection=connection, state_since=now()
    )
