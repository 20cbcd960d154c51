"""`/ia/xml/xmlgw.phtml`: hears a call, writes it into the ledger, lets faults strike, answers."""

import asyncio
from urllib.parse import parse_qs

from aiohttp import web

from apps.simulator import answers, clock, grammar, mishaps, wording
from apps.simulator.answers import Reply
from apps.simulator.application import Application
from apps.simulator.faults import Fault
from apps.simulator.ledger import Call
from apps.simulator.refusals import ControlRefusal
from apps.simulator.simulation import Simulation
from apps.simulator.xml import Element, text

PATH = "/ia/xml/xmlgw.phtml"

Heard = Element | ControlRefusal | None
"""The root of a document, why there is none, or None without a body."""


class Gateway:
    """The XML gateway of one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one call. Nothing of its body is kept or printed."""
        heard = _heard(await _document(request))
        call = self._call(request, heard)
        self._simulation.ledger.add(call)
        fault = self._simulation.faults.strike(
            path=call.path, company=call.company, functions=call.functions
        )
        if fault is not None and fault.kind in mishaps.PLAYED_INSTEAD:
            call.outcome = f"fault:{fault.kind}"
            return await mishaps.play(fault, request)
        reply = self._reply(heard, request, fault)
        call.outcome = reply.outcome
        return await _send(reply, fault, request)

    def _reply(self, heard: Heard, request: web.Request, fault: Fault | None) -> Reply:
        if heard is None:
            return answers.gateway_reply(wording.no_company())
        if isinstance(heard, ControlRefusal):
            return answers.control_reply(heard, None)
        kind = fault.kind if fault else ""
        foreign = kind == "wrong_endpoint_host"
        endpoint = mishaps.FOREIGN_ENDPOINT if foreign else f"{request.url.origin()}{PATH}"
        sabotage = mishaps.SABOTAGES.get(kind)
        return Application(self._simulation, endpoint=endpoint, sabotage=sabotage).answer(heard)

    def _call(self, request: web.Request, heard: Heard) -> Call:
        call = Call(time=clock.stamp(clock.now()), path=request.path)
        if not isinstance(heard, ControlRefusal) and heard is not None:
            call.sender = text(heard, "control/senderid")
            call.functions = tuple(
                str(function[0].tag) for function in heard.iterfind(".//function") if len(function)
            )
            call.company, call.user = self._who(heard)
        return call

    def _who(self, root: Element) -> tuple[str, str]:
        session = self._simulation.sessions.find(text(root, "operation/authentication/sessionid"))
        if session is not None:
            return session.company_id, session.user_id
        login = "operation/authentication/login"
        company, _, _ = text(root, f"{login}/companyid").partition("|")
        return company, text(root, f"{login}/userid")


async def _document(request: web.Request) -> bytes:
    """The XML of a call; old clients send it as the form field `xmlrequest`."""
    body = await request.read()
    if request.content_type == "application/x-www-form-urlencoded":
        return parse_qs(body).get(b"xmlrequest", [b""])[0]
    return body


def _heard(body: bytes) -> Heard:
    if not body.strip():
        return None
    try:
        return grammar.parse(body)
    except ControlRefusal as refusal:
        return refusal


async def _send(reply: Reply, fault: Fault | None, request: web.Request) -> web.StreamResponse:
    if fault is None:
        return _response(reply, reply.body)
    if fault.kind == "latency":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "drip":
        return await mishaps.drip(fault, reply, request)
    return _response(reply, mishaps.distort(fault, reply.body))


def _response(reply: Reply, body: bytes) -> web.Response:
    return web.Response(
        status=reply.status, body=body, headers={"Content-Type": reply.content_type}
    )
