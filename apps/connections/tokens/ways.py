"""The two ways to a token: a refresh token from an approval, or client credentials each time."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Protocol

from django.db.models import F

from apps.connections.gateway import client_id_of, client_login
from apps.connections.models import Connection, Grant, TokenRequest, WebServicesUser
from apps.connections.services import CLIENT_SECRET
from apps.connections.tokens.errors import GrantEnded, NoGrant
from apps.connections.tokens.lease import SEEN, Lease
from apps.connections.tokens.lifetimes import is_fresh
from apps.connections.tokens.transactions import acting
from apps.core.clock import now
from apps.intacct.rest import ClientLogin, Misformatted, RestClient, TokenSet, Username
from apps.vault import queries as vault_queries
from apps.vault.queries import NotSet


class Way(Protocol):
    """How tokens of one row come about. Call `row` in a transaction, the others outside any."""

    kind: ClassVar[TokenRequest.Kind]

    @property
    def connection(self) -> Connection:
        """Whose tokens they are."""

    def row(self) -> Grant:
        """The row as it is now. Raises NoGrant, GrantEnded."""

    def login(self) -> ClientLogin:
        """The client that asks. Raises NoGrant, NotSet, VaultClosed, CannotOpen."""

    def ask(self, held: Lease, *, client: RestClient, login: ClientLogin) -> TokenSet:
        """Make the one request. Raises IntacctError."""


def way_of(connection: Connection, *, entity_id: str = "") -> Way:
    """The way of this connection: an approval counts for the whole company. Raises NoGrant."""
    if connection.auth == Connection.Auth.CLIENT_CREDENTIALS:
        return Minting(connection, entity_id)
    if connection.auth == Connection.Auth.AUTHORIZATION_CODE:
        return Refreshing(connection)
    raise NoGrant("the connection signs in without OAuth")


@dataclass(frozen=True)
class Refreshing:
    """A person approved; from then on each refresh token brings the next."""

    connection: Connection
    kind: ClassVar[TokenRequest.Kind] = TokenRequest.Kind.REFRESH

    def row(self) -> Grant:
        rows = Grant.objects.annotate(**SEEN)
        grant = rows.filter(connection=self.connection, entity_id="").first()
        if grant is None or grant.generation == 0:
            raise NoGrant("nothing was approved yet")
        if grant.state != Grant.State.LIVE:
            raise GrantEnded(grant.state)
        if not grant.refresh_sealed and not is_fresh(grant):
            raise GrantEnded(Grant.State.REFUSED)  # offline access was never granted
        return grant

    def login(self) -> ClientLogin:
        with acting(self.connection.tenant_id):
            return client_login(self.connection)

    def ask(self, held: Lease, *, client: RestClient, login: ClientLogin) -> TokenSet:
        return client.refresh(client=login, refresh_token=held.token.reveal())


@dataclass(frozen=True)
class Minting:
    """The customer's own client signs in as a Web Services user, as often as need be.

    Its row never ends by a refusal: whatever is mended at Intacct, the next request finds out.
    """

    connection: Connection
    entity_id: str
    kind: ClassVar[TokenRequest.Kind] = TokenRequest.Kind.MINT

    def row(self) -> Grant:
        """The row of this entity, made on demand, for the user and client as named now."""
        meant, since = self._meant(), self._secret_set_at()
        grant, _ = Grant.objects.annotate(**SEEN).get_or_create(
            tenant_id=self.connection.tenant_id,
            connection=self.connection,
            entity_id=self.entity_id,
            defaults=meant | {"state_since": now(), "approved_at": now()},
        )
        self._require_connected()
        named = {name: getattr(grant, name) for name in meant}
        if named == meant and grant.state == Grant.State.LIVE and not _is_before(grant, since):
            return grant
        return _begun_anew(grant, meant, since=since)

    def login(self) -> ClientLogin:
        try:
            with acting(self.connection.tenant_id):
                return client_login(self.connection)
        except NotSet:
            raise NoGrant("no client secret is stored yet") from None

    def ask(self, held: Lease, *, client: RestClient, login: ClientLogin) -> TokenSet:
        name = Username(held.grant.user_id, held.grant.company_id, held.grant.entity_id)
        received = client.mint(client=login, username=name)
        return replace(received, refresh_token=None)  # what is not needed is not kept

    def _meant(self) -> dict[str, str]:
        users = WebServicesUser.objects.filter(connection=self.connection)
        user = users.filter(entity_id=self.entity_id).first()
        client_id, company_id = client_id_of(self.connection), self.connection.company_id
        if user is None or not client_id:
            raise NoGrant("no user or no client is named yet")
        try:
            Username(user.user_id, company_id, self.entity_id)
        except Misformatted as error:
            raise NoGrant(f"the username cannot be meant ({error.mistake})") from None
        return {"client_id": client_id, "company_id": company_id, "user_id": user.user_id}

    def _require_connected(self) -> None:
        # Asked after the row was read: whoever disconnects meanwhile has raised its epoch.
        ended = Connection.State.DISCONNECTED
        if Connection.objects.filter(id=self.connection.id, state=ended).exists():
            raise GrantEnded(Grant.State.DISCONNECTED)

    def _secret_set_at(self) -> datetime | None:
        stored = vault_queries.described(
            tenant_id=self.connection.tenant_id, connection_id=self.connection.id
        )
        return stored[CLIENT_SECRET].set_at if CLIENT_SECRET in stored else None


def _is_before(grant: Grant, changed_at: datetime | None) -> bool:
    return bool(grant.approved_at and changed_at and grant.approved_at < changed_at)


def _begun_anew(grant: Grant, meant: dict[str, str], *, since: datetime | None) -> Grant:
    """The row for another user, client or secret: what it holds, and what is on its way, is old.

    `approved_at` fences replies to requests that were made as somebody else.
    """
    Grant.objects.filter(id=grant.id, epoch=grant.epoch).update(
        **meant,
        state=Grant.State.LIVE,
        state_since=now(),
        approved_at=max(now(), since or now()),
        refused_generation=F("generation"),
        epoch=F("epoch") + 1,
        leased_until=None,
    )
    grant.refresh_from_db()
    return grant
