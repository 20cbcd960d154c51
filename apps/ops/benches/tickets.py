"""Tokens for a bench, without a database: minted, or refreshed after an approval given by HTTP."""

from dataclasses import dataclass, field

from apps.connections.models import Grant
from apps.connections.tokens import AccessToken, GrantEnded
from apps.intacct import AllowedHosts, Refused, RequestsTransport
from apps.intacct.rest import (
    ClientLogin,
    Refusal,
    RestClient,
    TokenSet,
    Username,
    authorization_url,
    new_state,
    new_verifier,
    refusal_of,
)
from apps.ops.benches.approver import accepted
from apps.ops.benches.faults import CLIENT_ID, CLIENT_SECRET, COMPANY, REDIRECT_URI, Setup
from apps.ops.benches.stage import Stage
from apps.vault.secret import Secret

WAIT_SECONDS = 10


@dataclass
class Tickets:
    """The tokens of one user; `held` is what an approval brought, and None before the first."""

    client: RestClient
    login: ClientLogin
    name: Username
    held: TokenSet | None = field(default=None, repr=False)
    generation: int = 0
    is_stale: bool = False

    def access(self, entity_id: str) -> AccessToken:
        """Raises `GrantEnded`, `IntacctError`."""
        if self.held is None or self.is_stale:
            self.held, self.is_stale = self._fetched(entity_id), False
            self.generation += 1
        return AccessToken(Secret(self.held.access_token), self.held.expires_at, self.generation)

    def refuse(self, entity_id: str, *, generation: int) -> None:
        """Fetch another next time."""
        self.is_stale = self.is_stale or generation == self.generation

    def _fetched(self, entity_id: str) -> TokenSet:
        token = self.held.refresh_token if self.held else None
        if token is None:
            name = Username(self.name.user_id, self.name.company_id, entity_id)
            minted = self.client.mint(client=self.login, username=name)
            return TokenSet(**{**vars(minted), "refresh_token": None})
        try:
            return self.client.refresh(client=self.login, refresh_token=token)
        except Refused as refused:
            if refusal_of(refused) is Refusal.GRANT:
                raise GrantEnded(Grant.State.REFUSED) from None
            raise


def approved(stage: Stage, sent: Setup) -> TokenSet:
    """Sign in on the simulator's page as the user, select Accept, and exchange the code."""
    verifier, base_url = new_verifier(), f"{stage.url}/ia/api/v1"
    address = authorization_url(
        client_id=CLIENT_ID,
        redirect_uri=REDIRECT_URI,
        state=new_state(),
        verifier=verifier,
        base_url=base_url,
    )
    person = {"company": COMPANY, "user": sent["user_id"], "password": sent["password"]}
    transport = RequestsTransport(hosts=AllowedHosts.of([stage.host]), deadline=WAIT_SECONDS)
    return RestClient(transport=transport, base_url=base_url).exchange_code(
        client=ClientLogin(CLIENT_ID, CLIENT_SECRET),
        code=accepted(address, person),
        verifier=verifier,
        redirect_uri=REDIRECT_URI,
    )
