"""`/_sim`: sets the simulator up and tells what it saw (design.md §4)."""

import json
from collections.abc import Awaitable, Callable
from typing import Literal, get_args

from aiohttp import web

from apps.simulator.bodies import Body, WrongMember
from apps.simulator.company import Client, Company, Sender
from apps.simulator.faults import Fault
from apps.simulator.simulation import Simulation

Part = Literal["setup", "sessions", "faults", "ledger"]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Reset(Body):
    """Which parts to forget; everything unless told."""

    only: list[Part] = list(get_args(Part))


class ControlDesk:
    """The handlers of `/_sim`; WrongMember becomes a 400 that names the member."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_sim/health", self.health),
            web.put("/_sim/senders/{id}", self.put_sender),
            web.put("/_sim/clients/{id}", self.put_client),
            web.put("/_sim/companies/{id}", self.put_company),
            web.patch("/_sim/companies/{id}", self.patch_company),
            web.get("/_sim/companies/{id}", self.get_company),
            web.post("/_sim/faults", self.post_fault),
            web.get("/_sim/ledger", self.get_ledger),
            web.post("/_sim/reset", self.post_reset),
        ]

    async def health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ready", "companies": len(self._simulation.companies)})

    async def put_sender(self, request: web.Request) -> web.Response:
        sender = Sender.read(await body_of(request))
        self._simulation.senders[request.match_info["id"]] = sender
        return self._kept({"status": sender.status})

    async def put_client(self, request: web.Request) -> web.Response:
        client = Client.read(await body_of(request))
        self._simulation.clients[request.match_info["id"]] = client
        return self._kept(client.model_dump(mode="json", by_alias=True, exclude={"secret"}))

    async def put_company(self, request: web.Request) -> web.Response:
        company = Company.read(await body_of(request))
        self._simulation.records.pop(request.match_info["id"], None)
        self._simulation.put_company(request.match_info["id"], company)
        return self._kept(company.without_secrets())

    async def patch_company(self, request: web.Request) -> web.Response:
        changes = await body_of(request)
        if not isinstance(changes, dict):
            raise WrongMember("(body)", "A JSON object is expected.")
        company = self._company(request).merged(changes)
        self._simulation.put_company(request.match_info["id"], company)
        return self._kept(company.without_secrets())

    async def get_company(self, request: web.Request) -> web.Response:
        return web.json_response(self._company(request).without_secrets())

    async def post_fault(self, request: web.Request) -> web.Response:
        fault = Fault.read(await body_of(request))
        self._simulation.faults.arm(fault)
        return web.json_response(fault.document())

    async def get_ledger(self, request: web.Request) -> web.Response:
        for name in request.query:
            if name != "company":
                raise WrongMember(name, "Only company may be asked for.")
        calls = self._simulation.ledger.calls(request.query.get("company") or None)
        return web.json_response({"calls": calls})

    async def post_reset(self, request: web.Request) -> web.Response:
        reset = Reset.read(await body_of(request, empty={}))
        self._simulation.reset(frozenset(reset.only))
        return self._kept({"forgotten": reset.only})

    def _company(self, request: web.Request) -> Company:
        company = self._simulation.companies.get(request.match_info["id"])
        if company is None:
            raise web.HTTPNotFound(
                text=json.dumps({"error": {"member": "company", "message": "No such company."}}),
                content_type="application/json",
            )
        return company

    def _kept(self, answer: object) -> web.Response:
        self._simulation.save()
        return web.json_response(answer)


@web.middleware
async def name_the_member(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns WrongMember into `{"error": {"member", "message"}}` with status 400."""
    try:
        return await handler(request)
    except WrongMember as wrong:
        error = {"member": wrong.member, "message": wrong.message}
        return web.json_response({"error": error}, status=400)


async def body_of(request: web.Request, *, empty: object = None) -> object:
    """The JSON of a control request; WrongMember where it is none."""
    body = await request.read()
    if not body and empty is not None:
        return empty
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError):
        raise WrongMember("(body)", "The body is not JSON.") from None
    return document
