"""REST and OAuth in one object, for callers that wait for the answer.

>>> client = RestClient(transport=RequestsTransport(hosts=hosts))
>>> tokens = client.mint(client=login, username=Username("ws_user", "Acme"))
>>> client.dimensions(access_token=tokens.access_token)

Every method but `pages` and `entities` makes one call; all wait, and raise `IntacctError` when
they yield no result. Nothing is tried again here: whether to refresh is the caller's decision,
and `refusal_of` says when.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from apps.intacct.exchange import Transport
from apps.intacct.operations import Operation
from apps.intacct.rest import resources
from apps.intacct.rest.addresses import REST_API
from apps.intacct.rest.allowances import Allowance, allowances_of
from apps.intacct.rest.claims import SigningKeys
from apps.intacct.rest.login import ClientLogin
from apps.intacct.rest.queries import Query
from apps.intacct.rest.resources import Ask, Resource
from apps.intacct.rest.results import (
    BridgeSession,
    Dimension,
    Model,
    ModelListing,
    PageOf,
    Reference,
    RestEntity,
    Row,
    UserRecord,
)
from apps.intacct.rest.token_set import TokenSet
from apps.intacct.rest.tokens import ExchangeCode, MintByClientCredentials, Refresh
from apps.intacct.rest.upkeep import (
    FetchSigningKeys,
    Introspect,
    Introspection,
    KnockAsClient,
    Revoke,
    Standing,
)
from apps.intacct.rest.username import Username
from apps.intacct.results import QueryProbe

T = TypeVar("T")


class RestClient:
    """Asks Intacct's REST API and OAuth endpoints through one transport."""

    def __init__(
        self,
        *,
        transport: Transport,
        base_url: str = REST_API,
        notice: Callable[[tuple[Allowance, ...]], None] | None = None,
    ) -> None:
        """`notice` is given the rate limits of every answer that tells of some.

        Raises ValueError when the transport may not open `base_url`: that is configuration.
        """
        if not transport.hosts.allows(base_url):
            raise ValueError(f"the hosts of the transport do not allow {base_url}")
        self._transport = transport
        self._base_url = base_url
        self._notice = notice

    def exchange_code(
        self, *, client: ClientLogin, code: str, verifier: str, redirect_uri: str
    ) -> TokenSet:
        """Tokens for a code of the callback. Compare their identity before anything else."""
        return self._run(
            ExchangeCode(
                client=client,
                code=code,
                verifier=verifier,
                redirect_uri=redirect_uri,
                base_url=self._base_url,
            )
        )

    def refresh(self, *, client: ClientLogin, refresh_token: str, entity_id: str = "") -> TokenSet:
        """New tokens; `refresh_token` of the result is the one to keep. One at a time per grant."""
        return self._run(
            Refresh(
                client=client,
                refresh_token=refresh_token,
                entity_id=entity_id,
                base_url=self._base_url,
            )
        )

    def mint(self, *, client: ClientLogin, username: Username) -> TokenSet:
        """Tokens by client credentials."""
        return self._run(
            MintByClientCredentials(client=client, username=username, base_url=self._base_url)
        )

    def revoke(self, *, client: ClientLogin, token: str) -> None:
        """End every token of the token's user and company, whoever holds them."""
        self._run(Revoke(client=client, token=token, base_url=self._base_url))

    def introspect(self, *, token: str) -> Introspection:
        """What the server says of a token; undocumented, never the only check."""
        return self._run(Introspect(token=token, base_url=self._base_url))

    def knock(self, *, client: ClientLogin) -> Standing:
        """Whether the token endpoint knows the client, learned from a refusal."""
        return self._run(KnockAsClient(client=client, base_url=self._base_url))

    def signing_keys(self) -> SigningKeys:
        """The keys to check access tokens with."""
        return self._run(FetchSigningKeys(base_url=self._base_url))

    def ask(self, resource: Resource[T], *, access_token: str, entity_id: str = "") -> T:
        """Ask any resource of `apps.intacct.rest.resources`."""
        return self._run(
            Ask(
                resource=resource,
                access_token=access_token,
                entity_id=entity_id,
                base_url=self._base_url,
            )
        )

    def models(self, *, access_token: str) -> tuple[ModelListing, ...]:
        return self.ask(resources.models(), access_token=access_token)

    def model(self, *, access_token: str, name: str) -> Model:
        return self.ask(resources.model(name), access_token=access_token)

    def query(self, *, access_token: str, query: Query, entity_id: str = "") -> PageOf[Row]:
        """One page of rows."""
        return self.ask(resources.query(query), access_token=access_token, entity_id=entity_id)

    def pages(
        self, *, access_token: str, query: Query, entity_id: str = ""
    ) -> Iterator[PageOf[Row]]:
        """This page and all after it, each asked for when it is wanted."""
        start: int | None = query.start
        while start is not None:
            page = self.query(
                access_token=access_token, query=replace(query, start=start), entity_id=entity_id
            )
            yield page
            start = page.next_start

    def probe_query(
        self, *, access_token: str, object_name: str, entity_id: str = ""
    ) -> QueryProbe:
        """Whether the user may query an object; `Refused` says what is missing."""
        resource = resources.probe_query(object_name)
        return self.ask(resource, access_token=access_token, entity_id=entity_id)

    def objects(
        self, *, access_token: str, object_name: str, start: int = 1, entity_id: str = ""
    ) -> PageOf[Reference]:
        """One page of an object's keys."""
        resource = resources.object_list(object_name, start=start)
        return self.ask(resource, access_token=access_token, entity_id=entity_id)

    def read_object(
        self, *, access_token: str, object_name: str, key: str, entity_id: str = ""
    ) -> Row:
        """One whole object."""
        resource = resources.object_at(object_name, key)
        return self.ask(resource, access_token=access_token, entity_id=entity_id)

    def entities(self, *, access_token: str) -> tuple[RestEntity, ...]:
        """All entities the user can see, whatever entity the token is in."""
        found: list[RestEntity] = []
        start: int | None = 1
        while start is not None:
            page = self.ask(resources.entities(start=start), access_token=access_token)
            found += page.items
            start = page.next_start
        return tuple(found)

    def user(self, *, access_token: str, user_id: str) -> UserRecord | None:
        return self.ask(resources.user(user_id), access_token=access_token)

    def dimensions(self, *, access_token: str) -> tuple[Dimension, ...]:
        return self.ask(resources.dimensions(), access_token=access_token)

    def open_session(self, *, access_token: str, entity_id: str = "") -> BridgeSession:
        """A session for the XML gateway, as the same user."""
        return self.ask(resources.session_id(), access_token=access_token, entity_id=entity_id)

    def _run(self, operation: Operation[T]) -> T:
        answer = self._transport.send(operation.request())
        if self._notice and (allowances := allowances_of(answer)):
            self._notice(allowances)
        return operation.read(answer)
