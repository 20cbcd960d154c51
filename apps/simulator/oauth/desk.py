"""`/oauth2/token`, `revoke` and `introspect`, and the documents under `/.well-known`."""

from collections.abc import Callable

from aiohttp import web

from apps.simulator import clock
from apps.simulator.answers import Reply
from apps.simulator.faults import Fault
from apps.simulator.ledger import Call
from apps.simulator.oauth import admission, keys, minting, payload
from apps.simulator.oauth.exchange import Exchange, parted
from apps.simulator.oauth.payload import Payload
from apps.simulator.rest.front import BASE, Front, json_reply
from apps.simulator.rest.refusals import RestRefusal
from apps.simulator.simulation import Simulation

Heard = Payload | RestRefusal
_CLAIMS = (
    "aud", "exp", "iat", "iss", "sub", "agentId", "clientId", "cnyId", "cnyKey", "userId",
    "userKey", "entityId", "sessionId", "oid", "aiEnabled",
)  # fmt: skip


class OAuthDesk:
    """Everything of OAuth that is not a page."""

    def __init__(self, simulation: Simulation, front: Front) -> None:
        self._simulation = simulation
        self._front = front

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/.well-known/openid-configuration", self.discovery),
            web.get("/.well-known/jwks.json", self.key_set),
            web.post(f"{BASE}/oauth2/token", self.token),
            web.post(f"{BASE}/oauth2/revoke", self.revoke),
            web.post(f"{BASE}/oauth2/introspect", self.introspect),
        ]

    async def discovery(self, request: web.Request) -> web.StreamResponse:
        """As captured from the live service (intacct-rest.md §4), for this address."""
        document = _discovery(str(request.url.origin()))
        return await self._front.answer(request, _call(request), lambda _: json_reply(document))

    async def key_set(self, request: web.Request) -> web.StreamResponse:
        document = keys.key_set()
        return await self._front.answer(request, _call(request), lambda _: json_reply(document))

    async def token(self, request: web.Request) -> web.StreamResponse:
        heard = await _heard(request)
        issuer = str(request.url.origin())

        def respond(fault: Fault | None) -> Reply:
            withhold = fault is not None and fault.kind == "token_no_refresh"
            exchange = Exchange(self._simulation, issuer=issuer, withhold_refresh=withhold)
            reply = json_reply(exchange.answer(_readable(heard)))
            self._simulation.save()
            return reply

        return await self._front.answer(request, self._token_call(request, heard), respond)

    async def revoke(self, request: web.Request) -> web.StreamResponse:
        """Ends every token of the user and company (intacct-rest.md §4.7)."""
        return await self._about_a_token(request, self._revoked)

    async def introspect(self, request: web.Request) -> web.StreamResponse:
        """Known from one third-party client only (intacct-rest.md §4.8)."""
        return await self._about_a_token(request, self._introspected)

    async def _about_a_token(
        self, request: web.Request, act: Callable[[Payload], Reply]
    ) -> web.StreamResponse:
        heard = await _heard(request)
        call = _call(request)
        if isinstance(heard, Payload):
            access = self._simulation.grants.find(heard["token"])
            if access is not None:
                call.company, call.user = access.grant.company_id, access.grant.user_id
        return await self._front.answer(request, call, lambda _: act(_readable(heard)))

    def _revoked(self, heard: Payload) -> Reply:
        """A token nobody knows is revoked already (RFC 7009 §2.2)."""
        if "client_secret" in heard:
            admission.client_of(heard, self._simulation)
        access = self._simulation.grants.find(heard["token"])
        if access is not None and access.grant.alive:
            grant = access.grant
            self._simulation.grants.kill(grant.company_id, grant.user_id)
            self._simulation.save()
        return json_reply({"revoked": True})

    def _introspected(self, heard: Payload) -> Reply:
        access = self._simulation.grants.find(heard["token"])
        if access is None or not access.grant.alive or access.expires <= clock.now():
            return json_reply({"active": False})
        known = minting.claims_known(self._simulation, access)
        return json_reply(
            {
                "active": True,
                "token_type": "bearer",
                "client_id": access.grant.client_id,
                "user_id": access.grant.user_id,
                "cny_id": access.grant.company_id,
                "exp": int(access.expires),
                "iat": int(access.expires) - self._simulation.assumptions.access_token_seconds,
                "company_key": known["cnyKey"],
                "entity_id": access.entity_id,
                "entity_key": known["entityKey"],
                "user_key": known["userKey"],
                "ai_enabled": False,
            }
        )

    def _token_call(self, request: web.Request, heard: Heard) -> Call:
        """What the ledger may know of a token request: names, and no secret."""
        call = _call(request)
        if isinstance(heard, RestRefusal):
            return call
        client = self._simulation.clients.get(heard["client_id"])
        call.sender = client.sender_id if client else ""
        call.grant_type = heard["grant_type"]
        call.company, call.user = self._who(heard)
        return call

    def _who(self, heard: Payload) -> tuple[str, str]:
        grant = self._simulation.grants.of_refresh(heard["refresh_token"])
        if grant is not None:
            return grant.company_id, grant.user_id
        code = self._simulation.approvals.code(heard["code"])
        if code is not None:
            return code.company_id, code.user_id
        user_id, company_id, _ = parted(heard["username"])
        return company_id, user_id


async def _heard(request: web.Request) -> Heard:
    body = await request.read()
    authorization = request.headers.get("Authorization", "")
    try:
        return payload.read(body, content_type=request.content_type, authorization=authorization)
    except RestRefusal as refusal:
        return refusal


def _readable(heard: Heard) -> Payload:
    if isinstance(heard, RestRefusal):
        raise heard
    return heard


def _call(request: web.Request) -> Call:
    return Call(time=clock.stamp(clock.now()), path=request.path)


def _discovery(origin: str) -> dict[str, object]:
    return {
        "issuer": origin,
        "authorization_endpoint": f"{origin}/ia/authorize",
        "token_endpoint": f"{origin}{BASE}/oauth2/token",
        "jwks_uri": f"{origin}/.well-known/jwks.json",
        "response_types_supported": ["code", "token", "id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "offline_access", "sage/ai-agents", "token-exchange"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
        ],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ],
        "claims_supported": list(_CLAIMS),
    }
