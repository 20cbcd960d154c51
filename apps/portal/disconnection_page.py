"""What ends when a connection is disconnected, told before it is."""

from dataclasses import dataclass

from django.urls import reverse

from apps.connections.models import Connection, Grant
from apps.portal.walk import Walk

Auth = Connection.Auth
KEPT = "Your steps, the history and the entities are kept: you can connect again at any time."


@dataclass(frozen=True, kw_only=True)
class DisconnectionPage:
    hub_url: str
    url: str
    company: str
    environment: str
    warning: str
    consequences: tuple[str, ...]


def disconnection_page(walk: Walk) -> DisconnectionPage:
    """Assemble the page that asks."""
    connection = walk.connection
    vendor = walk.guide.vendor.name
    return DisconnectionPage(
        hub_url=walk.hub_url(),
        url=reverse("portal:disconnection", args=[connection.tenant.slug, connection.id]),
        company=connection.company_id,
        environment=connection.get_environment_display(),
        warning=_warning(connection, vendor),
        consequences=(
            f"{vendor} can read nothing from **{connection.company_id}** any more.",
            _destroyed(connection),
            *_left_in_intacct(connection, walk),
            KEPT,
        ),
    )


def _warning(connection: Connection, vendor: str) -> str:
    """Intacct's revoke is pooled (../shared/intacct/intacct-rest.md): it ends more than is ours."""
    rows = Grant.objects.filter(connection=connection, state=Grant.State.LIVE)
    users = sorted({f"**{row.user_id}**" for row in rows if row.user_id})
    if not users:
        return ""
    return (
        f"We ask Intacct to end the access of its user {' and '.join(users)} in "
        f"**{connection.company_id}**. Intacct ends it for every product that uses this user, not "
        f"for {vendor} alone."
    )


def _destroyed(connection: Connection) -> str:
    if connection.auth == Auth.AUTHORIZATION_CODE:
        return "What we hold of your approval is destroyed here."
    if connection.auth == Auth.CLIENT_CREDENTIALS:
        return "The client secret you gave us is destroyed here. Nobody can bring it back."
    return "The passwords you gave us are destroyed here. Nobody can bring them back."


def _left_in_intacct(connection: Connection, walk: Walk) -> tuple[str, ...]:
    if connection.auth != Auth.XML:
        return ()
    name = f" **{connection.sender_name}**" if connection.sender_name else ""
    return (
        "In Intacct nothing changes. To close that door too, remove the sender ID"
        f"{name} under **Company › Setup › Company › Security**.",
    )
