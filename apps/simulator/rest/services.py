"""`/ia/api/v1/services/…` (intacct-rest.md §8)."""

import json
from typing import Any

from aiohttp import web

from apps.simulator.answers import Reply
from apps.simulator.rest import models, query, setup, wording
from apps.simulator.rest.caller import Caller
from apps.simulator.rest.front import BASE, json_reply
from apps.simulator.rest.hearing import Hearing, known
from apps.simulator.rest.query import Query
from apps.simulator.rest.refusals import Document, RestRefusal

SERVICES = {
    "services/core/model", "services/core/query", "services/core/session/id",
    "services/company-config/dimensions/list",
}  # fmt: skip
_SESSION_SECONDS = 21600


class ServiceDesk:
    """model, query, session/id and dimensions/list; the other services are not imitated."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"{BASE}/services/core/model", self.model),
            web.post(f"{BASE}/services/core/query", self.query),
            web.get(f"{BASE}/services/core/session/id", self.session),
            web.get(f"{BASE}/services/company-config/dimensions/list", self.dimensions),
        ]

    async def model(self, request: web.Request) -> web.StreamResponse:
        """One model, or without a name the list of all; needs a good token and no right."""
        name = request.query.get("name", "")

        def respond(_: Caller) -> Reply:
            found: Any = models.model_of(known(name)) if name else models.listing()
            return json_reply({"ia::result": found, "ia::meta": counts(found)})

        return await self._hearing.answer(request, ("model", name), respond)

    async def query(self, request: web.Request) -> web.StreamResponse:
        payload = _payload(await request.read())
        name = payload.get("object") if isinstance(payload, dict) else ""

        def respond(caller: Caller) -> Reply:
            if isinstance(payload, RestRefusal):
                raise payload
            return json_reply(self._page(Query.read(payload), caller))

        return await self._hearing.answer(request, ("query", str(name or "")), respond)

    async def session(self, request: web.Request) -> web.StreamResponse:
        """A session for the XML gateway, where the token stands."""

        def respond(caller: Caller) -> Reply:
            session = self._hearing.simulation.sessions.open(
                caller.company_id,
                caller.user.id,
                entity_id=caller.entity_id,
                seconds=_SESSION_SECONDS,
            )
            result = {"sessionId": session.id, "expiresIn": _SESSION_SECONDS}
            return json_reply({"ia::result": result, "ia::meta": counts(result)})

        return await self._hearing.answer(request, ("session",), respond)

    async def dimensions(self, request: web.Request) -> web.StreamResponse:
        """The counts of its meta are strings, as in the documented example."""
        found = setup.dimensions()
        told = {name: str(count) for name, count in counts(found).items()}
        document = {"ia::result": found, "ia::meta": told}
        return await self._hearing.answer(request, ("dimensions",), lambda _: json_reply(document))

    def _page(self, asked: Query, caller: Caller) -> Document:
        simulation = self._hearing.simulation
        rights = simulation.assumptions.list_rights
        thing = self._hearing.permitted(asked.object, caller, rights=rights)
        if thing is None:
            return {
                "ia::result": [],
                "ia::meta": query.meta(0, start=asked.start, size=asked.size),
            }
        return query.page(asked, thing, caller, simulation)


def counts(found: object) -> dict[str, int]:
    """The meta of a service and of a read."""
    total = len(found) if isinstance(found, list) else 1
    return {"totalCount": total, "totalSuccess": total, "totalError": 0}


def _payload(body: bytes) -> Document | RestRefusal:
    if not body.strip():
        return wording.no_payload()
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    return document if isinstance(document, dict) else wording.wrong_payload("It is not JSON")
