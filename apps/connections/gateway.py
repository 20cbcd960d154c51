"""The way to Intacct's REST API and OAuth endpoints: a client, and who it speaks for."""

from django.conf import settings

from apps.connections.models import ClientApplication, Connection
from apps.connections.services import CLIENT_SECRET
from apps.intacct import AllowedHosts, RequestsTransport
from apps.intacct.rest import ClientLogin, RestClient
from apps.vault import services as vault


def rest_client(*, seconds: float | None = None) -> RestClient:
    """A client whose every exchange is over after ``seconds`` (default: the token deadline)."""
    transport = RequestsTransport(
        hosts=AllowedHosts.of(settings.INTACCT_HOSTS),
        deadline=seconds or settings.TOKEN_DEADLINE_SECONDS,
    )
    return RestClient(transport=transport, base_url=settings.INTACCT_REST_URL)


def client_id_of(connection: Connection) -> str:
    """The client ID that the connection's tokens are asked for with; empty until it is named."""
    return connection.application.client_id if connection.application else connection.client_id


def client_login(connection: Connection) -> ClientLogin:
    """Open the client secret: the vendor's, or the customer's own. Workers only.

    Call it in the tenant's scope. Raises VaultClosed, NotSet, CannotOpen.
    """
    if connection.application is not None:
        return login_as(connection.application)
    secret = vault.open_for_check(
        tenant_id=connection.tenant_id, connection_id=connection.id, field=CLIENT_SECRET
    )
    return ClientLogin(client_id=connection.client_id, secret=secret.reveal())


def login_as(application: ClientApplication) -> ClientLogin:
    """Open the secret of one of the vendor's applications. Workers only."""
    secret = vault.open_vendor_secret(owner_id=application.id, field=CLIENT_SECRET)
    return ClientLogin(client_id=application.client_id, secret=secret.reveal())
