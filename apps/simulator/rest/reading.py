"""`/ia/api/v1/objects/…`, and everything below `/ia/api` that is nothing (intacct-rest.md §8)."""

from aiohttp import web

from apps.simulator.answers import Reply
from apps.simulator.rest import objects, query, refusals, setup, wording
from apps.simulator.rest.caller import Caller
from apps.simulator.rest.front import BASE, json_reply
from apps.simulator.rest.hearing import Hearing
from apps.simulator.rest.refusals import RestRefusal
from apps.simulator.rest.rows import nested, rows_of
from apps.simulator.rest.services import SERVICES, counts

_PAGE = 100


class ObjectDesk:
    """Lists and reads; nothing is written by REST."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def routes(self) -> list[web.RouteDef]:
        """The last route catches what no other desk serves, so this desk comes last."""
        one = f"{BASE}/objects/{{application}}/{{name}}"
        return [
            web.get(f"{BASE}/objects/company-config/multi-entity-preference/setup", self.setup),
            web.get(f"{BASE}/objects/company-config/company-preference/{{key}}", self.setup),
            web.get(one, self.listing),
            web.get(f"{one}/{{keys}}", self.records),
            web.route("*", "/ia/api/{version}/{tail:.*}", self.stray),
        ]

    async def setup(self, request: web.Request) -> web.StreamResponse:
        """Set-up objects, which exist once and cannot be queried: for administrators (assumed)."""
        path = request.path.removeprefix(BASE)
        name = path.removeprefix("/objects/").rpartition("/")[0]

        def respond(caller: Caller) -> Reply:
            assumed = self._hearing.simulation.assumptions
            if caller.user.admin == "off":
                raise wording.no_right(assumed, name=name, subscribed=True)
            found = setup.preference(path, caller)
            return json_reply({"ia::result": found, "ia::meta": counts(found)})

        return await self._hearing.answer(request, ("read", name), respond)

    async def listing(self, request: web.Request) -> web.StreamResponse:
        """Key, ID and address of every row; `start` is refused, as some objects do (REST-1034)."""
        name = _name(request)

        def respond(caller: Caller) -> Reply:
            if "start" in request.query:
                raise wording.no_start_here()
            simulation = self._hearing.simulation
            rights = simulation.assumptions.list_rights
            thing = self._hearing.permitted(name, caller, rights=rights)
            records = rows_of(thing, caller, simulation) if thing else []
            found = [{part: one[part] for part in ("key", "id", "href")} for one in records]
            meta = query.meta(len(found), start=1, size=max(_PAGE, len(found)))
            return json_reply({"ia::result": found, "ia::meta": meta})

        return await self._hearing.answer(request, ("list", name), respond)

    async def records(self, request: web.Request) -> web.StreamResponse:
        """One record by key, or several by keys with commas between."""
        name, keys = _name(request), request.match_info["keys"].split(",")

        def respond(caller: Caller) -> Reply:
            simulation = self._hearing.simulation
            rights = simulation.assumptions.read_rights
            thing = self._hearing.permitted(name, caller, rights=rights)
            records = rows_of(thing, caller, simulation) if thing else []
            by_key = {record["key"]: nested(record) for record in records}
            missing = [key for key in keys if key not in by_key]
            if missing:
                raise wording.not_found(name, missing[0])
            found = [by_key[key] for key in keys]
            result = found if len(found) > 1 else found[0]
            return json_reply({"ia::result": result, "ia::meta": counts(result)})

        return await self._hearing.answer(request, ("read", name), respond)

    async def stray(self, request: web.Request) -> web.StreamResponse:
        refusal = _why_not(request.method, **request.match_info)
        return await self._hearing.refuse(request, refusal)


def _why_not(method: str, *, version: str, tail: str) -> RestRefusal:
    if version != "v1":
        return wording.wrong_version(version)
    if tail.startswith("oauth2/"):
        return refusals.gateway("GW-0033", "Invalid Token Endpoint")
    if tail in SERVICES:
        return wording.wrong_method(method, tail)
    if tail.startswith("objects/") and objects.find("/".join(tail.split("/")[1:3])):
        return wording.not_imitated(f"{method} on {tail}")
    return wording.malformed_url()


def _name(request: web.Request) -> str:
    return f"{request.match_info['application']}/{request.match_info['name']}"
