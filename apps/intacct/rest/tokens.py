"""The three ways to tokens: a code from the callback, a refresh token, client credentials.

An operation makes its request and reads the answer; whoever holds it carries the bytes, once:
a code is single-use, and so may a refresh token be (Sage does not say). Grants:
../shared/intacct/intacct-rest.md §4.2 to §4.4, and what Sage leaves open in §11.
"""

from dataclasses import dataclass, field

from apps.intacct.errors import UnclearReason
from apps.intacct.exchange import HttpAnswer, HttpRequest
from apps.intacct.rest.addresses import REST_API, token_url
from apps.intacct.rest.answers import unclear
from apps.intacct.rest.forms import post_form
from apps.intacct.rest.login import ClientLogin
from apps.intacct.rest.token_set import TokenSet, read_token_set
from apps.intacct.rest.username import Username


@dataclass(frozen=True, kw_only=True)
class ExchangeCode:
    """Tokens for a code. `redirect_uri` and `verifier` are those of the authorization URL."""

    client: ClientLogin
    code: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect_uri: str
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        return post_form(
            token_url(self.base_url),
            grant_type="authorization_code",
            code=self.code,
            redirect_uri=self.redirect_uri,
            client_id=self.client.client_id,
            client_secret=self.client.secret,
            code_verifier=self.verifier,
        )

    def read(self, answer: HttpAnswer) -> TokenSet:
        """The tokens; `refresh_token` is None when offline access was not granted.

        They may belong to another company than was meant: that was decided on Intacct's page.
        Compare `TokenSet.identity` before anything else. Raises `IntacctError`.
        """
        return read_token_set(answer, secrets=(self.client.secret, self.code, self.verifier))


@dataclass(frozen=True, kw_only=True)
class Refresh:
    """New tokens for a refresh token, in an entity when `entity_id` is given (third-party)."""

    client: ClientLogin
    refresh_token: str = field(repr=False)
    entity_id: str = ""
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        entity = {"entity_id": self.entity_id} if self.entity_id else {}
        return post_form(
            token_url(self.base_url),
            grant_type="refresh_token",
            refresh_token=self.refresh_token,
            client_id=self.client.client_id,
            client_secret=self.client.secret,
            **entity,
        )

    def read(self, answer: HttpAnswer) -> TokenSet:
        """The tokens, `refresh_token` being the one to keep. Raises `IntacctError`.

        Only a `Refused` at the token layer may mean that the grant has ended, and only after the
        row was read again: another process may have rotated it meanwhile (goal B13).
        """
        secrets = (self.client.secret, self.refresh_token)
        return read_token_set(answer, secrets=secrets, sent=self.refresh_token)


@dataclass(frozen=True, kw_only=True)
class MintByClientCredentials:
    """Tokens for a Web Services user whom the company paired with our client ID."""

    client: ClientLogin
    username: Username
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        return post_form(
            token_url(self.base_url),
            grant_type="client_credentials",
            client_id=self.client.client_id,
            client_secret=self.client.secret,
            username=self.username.text,
        )

    def read(self, answer: HttpAnswer) -> TokenSet:
        """The tokens; a refresh token comes along, but minting again is as good.

        Raises `IntacctError`; `Unclear` (foreign_answer) when the access token can be read and
        names another company or user (row iF32). A token proves no permission: ask something.
        """
        tokens = read_token_set(answer, secrets=(self.client.secret,))
        name = self.username
        if tokens.identity.differs_from(company_id=name.company_id, user_id=name.user_id):
            raise unclear(answer, UnclearReason.FOREIGN_ANSWER)
        return tokens
