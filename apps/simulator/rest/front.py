"""What every REST and OAuth call goes through: the ledger, the faults, the headers."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from apps.simulator import mishaps
from apps.simulator.answers import Reply
from apps.simulator.faults import Fault
from apps.simulator.ledger import Call
from apps.simulator.rest import refusals
from apps.simulator.rest.refusals import RestRefusal
from apps.simulator.simulation import Simulation

JSON = "application/json"
BASE = "/ia/api/v1"

Respond = Callable[[Fault | None], Reply]

_THROTTLE = {
    "X-IA-Throttle-Limit": "10",
    "X-IA-Throttle-Limit-Remaining": "9",
    "X-IA-Minute-Rate-Limit": "1200",
    "X-IA-Minute-Rate-Limit-Remaining": "1199",
    "X-IA-Hour-Rate-Limit": "72000",
    "X-IA-Hour-Rate-Limit-Remaining": "71999",
    "X-Kong-Response-Latency": "1",
}
_OTHER_NAME = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}


class Front:
    """Keeps the call, lets a fault strike, and sends what `respond` or a refusal says."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    async def answer(
        self, request: web.Request, call: Call, respond: Respond
    ) -> web.StreamResponse:
        self._simulation.ledger.add(call)
        fault = self._simulation.faults.strike(
            path=call.path, company=call.company, functions=call.functions
        )
        if fault is not None and _plays_instead(fault):
            call.outcome = f"fault:{fault.kind}"
            return await _play(fault, request)
        reply = _reply(respond, fault)
        call.outcome = reply.outcome
        return await _send(reply, fault, request)


def json_reply(document: object, *, status: int = 200, outcome: str = "success") -> Reply:
    """Compact, as recorded: slashes and letters are not escaped."""
    body = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    return Reply(status, body, outcome, JSON)


def _reply(respond: Respond, fault: Fault | None) -> Reply:
    try:
        return respond(fault)
    except RestRefusal as refusal:
        return json_reply(refusal.document, status=refusal.status, outcome=refusal.outcome)


def _plays_instead(fault: Fault) -> bool:
    return fault.kind in mishaps.PLAYED_INSTEAD or fault.kind == "token_html"


async def _play(fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.kind in {"rate_limited", "rate_limited_200"}:
        return _rate_limited(fault)
    if fault.kind == "redirect_307":
        return _redirect(request)
    if fault.kind == "token_html":
        return await mishaps.play(fault.model_copy(update={"kind": "html"}), request)
    return await mishaps.play(fault, request)


def _rate_limited(fault: Fault) -> web.Response:
    refusal = refusals.gateway("GW-0010", "API rate limit exceeded", status=429)
    if fault.kind == "rate_limited_200":
        return web.json_response(refusal.document)
    seconds = str(round(fault.seconds))
    exhausted = {
        "X-IA-Throttle-Limit-Remaining": "0",
        "X-IA-Throttle-Limit-RetryAfter": seconds,
        "Retry-After": seconds,
    }
    return web.json_response(refusal.document, status=429, headers=_THROTTLE | exhausted)


def _redirect(request: web.Request) -> web.Response:
    """To another host name of this same process: who follows shows up in the ledger."""
    host = request.url.host or ""
    elsewhere = request.url.with_host(_OTHER_NAME.get(host, host)).with_path(f"{BASE}/elsewhere")
    return web.Response(status=307, headers={"Location": str(elsewhere)})


async def _send(reply: Reply, fault: Fault | None, request: web.Request) -> web.StreamResponse:
    body = reply.body
    if fault is not None:
        if fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "drip":
            return await mishaps.drip(fault, reply, request)
        body = mishaps.distort(fault, body)
    return web.Response(status=reply.status, body=body, headers=_headers(reply))


def _headers(reply: Reply) -> dict[str, str]:
    """Pages are the website's: they have no throttle, and Back may show them again."""
    headers = {"Content-Type": reply.content_type}
    if reply.location:
        headers["Location"] = reply.location
    if reply.content_type == JSON:
        headers |= {"Cache-Control": "no-store", **_THROTTLE}
    return headers
