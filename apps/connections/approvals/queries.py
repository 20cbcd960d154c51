from django.db.models import OuterRef, Q, Subquery

from apps.connections.approvals.reasons import OUR_FAULT
from apps.connections.gateway import client_id_of
from apps.connections.models import Approval, Connection, Grant


def latest(connection: Connection) -> Approval | None:
    """The newest attempt to approve a connection, with who made it."""
    rows = Approval.objects.select_related("started_by").filter(connection=connection)
    return rows.order_by("-created_at", "-id").first()


def others_approved(connection: Connection) -> tuple[Connection, ...]:
    """The tenant's other connections that an approval by the same Intacct user would end.

    Intacct keeps one grant for each user, company and client. Which user will approve is not
    known yet, so this warns and decides nothing; of other tenants it tells nothing.
    """
    rivals = Grant.objects.filter(
        tenant_id=connection.tenant_id,
        state=Grant.State.LIVE,
        company_id=connection.company_id,
        client_id=client_id_of(connection),
    ).exclude(connection=connection)
    rows = Connection.objects.filter(id__in=rivals.values("connection_id"))
    return tuple(rows.order_by("created_at"))


def waiting_for_operators() -> list[Approval]:
    """Newest attempts that only an operator can mend or confirm, oldest first; read it across."""
    newest = Approval.objects.filter(connection=OuterRef("connection")).order_by("-created_at")
    asked = Q(state=Approval.State.QUARANTINED, found__has_key="asked_by")
    ours = Q(state=Approval.State.FAILED, reason__in=OUR_FAULT)
    rows = Approval.objects.select_related("tenant", "connection").filter(asked | ours)
    return list(rows.filter(id=Subquery(newest.values("id")[:1])).order_by("finished_at")[:200])
