"""The three grants of `/oauth2/token` (intacct-rest.md §§4.2 to 4.4)."""

from collections.abc import Callable
from typing import Any

from apps.simulator import clock
from apps.simulator.company import Client
from apps.simulator.oauth import admission, minting
from apps.simulator.oauth.approvals import Code
from apps.simulator.oauth.grants import Grant
from apps.simulator.oauth.payload import Payload
from apps.simulator.rest import refusals
from apps.simulator.rest.refusals import RestRefusal, Trouble
from apps.simulator.simulation import Simulation

CODE, REFRESH, CLIENT = "authorization_code", "refresh_token", "client_credentials"

_UNUSABLE_CODE = "The authorization code is not valid"
_UNUSABLE_REFRESH = "The refresh token is not valid"
_USERNAME_FORMAT = "The username format is invalid (expected user@company)"


class Exchange:
    """Answers one token request; `issuer` is the address the tokens say they are from."""

    def __init__(
        self, simulation: Simulation, *, issuer: str, withhold_refresh: bool = False
    ) -> None:
        self._simulation = simulation
        self._assumptions = simulation.assumptions
        self._issuer = issuer
        self._withhold_refresh = withhold_refresh

    def answer(self, payload: Payload) -> dict[str, Any]:
        """The body of a good answer. Raises RestRefusal."""
        ways: dict[str, Callable[[Payload, Client], dict[str, Any]]] = {
            CODE: self._by_code, REFRESH: self._by_refresh, CLIENT: self._by_client,
        }  # fmt: skip
        way = ways.get(payload["grant_type"])
        if way is None:
            raise refusals.gateway("GW-0032", "Invalid Token Payload")
        return way(payload, admission.client_of(payload, self._simulation))

    def _by_code(self, payload: Payload, client: Client) -> dict[str, Any]:
        code = self._usable(payload)
        company = admission.company_of(code.company_id, client, self._simulation)
        user = admission.user_of(company, code.user_id)
        if self._assumptions.one_grant_per_user:
            self._simulation.grants.kill(code.company_id, code.user_id, flow=CODE)
        code.grant = Grant(
            flow=CODE,
            client_id=payload["client_id"],
            company_id=code.company_id,
            user_id=code.user_id,
            entity_id=admission.entity_of(company, user, ""),
            offline=code.asked.offline,
        )
        return self._minted(code.grant)

    def _usable(self, payload: Payload) -> Code:
        code = self._simulation.approvals.code(payload["code"])
        if code is None or code.asked.client_id != payload["client_id"]:
            raise admission.invalid_grant(_UNUSABLE_CODE)
        if code.grant is not None:
            code.grant.alive = code.grant.alive and not self._assumptions.code_reuse_kills_grant
            raise admission.invalid_grant(_UNUSABLE_CODE)
        expired = code.expires <= clock.now()
        if expired or code.asked.redirect_uri != payload["redirect_uri"]:
            raise admission.invalid_grant(_UNUSABLE_CODE)
        if not code.asked.is_proven_by(payload["code_verifier"]):
            raise admission.invalid_grant(_UNUSABLE_CODE)
        return code

    def _by_refresh(self, payload: Payload, client: Client) -> dict[str, Any]:
        grants, token = self._simulation.grants, payload["refresh_token"]
        known = grants.of_refresh(token)
        if known is None or known.client_id != payload["client_id"]:
            raise self._dead()
        company = admission.company_of(known.company_id, client, self._simulation)
        user = admission.user_of(company, known.user_id)
        entity_id = admission.entity_of(company, user, payload["entity_id"] or known.entity_id)
        grant = grants.redeem(
            token,
            rotation=self._assumptions.refresh_rotation,
            reuse_kills=self._assumptions.refresh_reuse_kills_grant,
            seconds=self._assumptions.refresh_token_seconds,
        )
        if grant is None:
            raise self._dead()
        return self._minted(grant, entity_id=entity_id, redeemed=token)

    def _by_client(self, payload: Payload, client: Client) -> dict[str, Any]:
        company_id, user_id, wanted = self._named(payload)
        company = admission.company_of(company_id, client, self._simulation)
        user = admission.user_of(company, user_id)
        admission.check_pairing(company, payload["client_id"], user_id, assumed=self._assumptions)
        grant = Grant(
            flow=CLIENT,
            client_id=payload["client_id"],
            company_id=company_id,
            user_id=user_id,
            entity_id=admission.entity_of(company, user, wanted),
        )
        return self._minted(grant)

    def _named(self, payload: Payload) -> tuple[str, str, str]:
        """Company, user and entity, from `username` or from `session_id`: exactly one of them."""
        if ("username" in payload) == ("session_id" in payload):
            raise refusals.gateway("GW-0015", "Missing username Attribute")
        if "session_id" in payload:
            session = self._simulation.sessions.find(payload["session_id"])
            if session is None:
                raise admission.invalid_grant("The session is not valid")
            return session.company_id, session.user_id, session.entity_id
        if not payload["username"]:
            raise refusals.gateway("GW-0036", "Missing User Name")
        user_id, company_id, entity_id = parted(payload["username"])
        if not user_id or not company_id:
            raise self._nameless()
        return company_id, user_id, entity_id

    def _nameless(self) -> RestRefusal:
        if self._assumptions.username_without_company_answer == "GW-0012":
            return refusals.gateway("GW-0012", "Missing Tenant Data")
        return refusals.top(Trouble("invalidRequest", _USERNAME_FORMAT))

    def _dead(self) -> RestRefusal:
        if self._assumptions.dead_refresh_answer == "invalid_client":
            return refusals.oauth("invalid_client", _UNUSABLE_REFRESH, status=401)
        return admission.invalid_grant(_UNUSABLE_REFRESH)

    def _minted(
        self, grant: Grant, *, entity_id: str | None = None, redeemed: str = ""
    ) -> dict[str, Any]:
        return minting.answer(
            grant,
            self._simulation,
            issuer=self._issuer,
            entity_id=entity_id,
            redeemed=redeemed,
            withhold_refresh=self._withhold_refresh,
        )


def parted(username: str) -> tuple[str, str, str]:
    """User, company and entity of `user@company` or `user@company|entity`; a user may hold an @."""
    account, _, entity_id = username.partition("|")
    user_id, _, company_id = account.rpartition("@")
    return user_id, company_id, entity_id
