"""What a fault does on the wire: instead of an answer, or to the answer on its way."""

import asyncio
import socket
import struct
import zlib
from contextlib import suppress
from functools import cache

from aiohttp import web

from apps.simulator.answers import XML, Reply, gateway_reply
from apps.simulator.application import Sabotage
from apps.simulator.faults import Fault
from apps.simulator.refusals import GatewayRefusal

FOREIGN_ENDPOINT = "https://intacct.example.net/ia/xml/xmlgw.phtml"
SABOTAGES = {
    "offline_200": Sabotage.OFFLINE,
    "no_errormessage": Sabotage.SILENT,
    "sentence_in_errorno": Sabotage.SENTENCE,
}
PLAYED_INSTEAD = {
    "hang", "reset", "html", "cloudflare_524", "http_500_empty", "http_503", "rate_limited",
    "rate_limited_200", "oversize", "gzip_bomb", "redirect_307",
}  # fmt: skip

_OVERSIZE = 64 * 1024 * 1024
_BLOCK = b" " * (256 * 1024)
_HTML = "<!DOCTYPE html>\n<html><head><title>{0}</title></head><body>{1}</body></html>\n"
_PAGES = {
    "html": (200, _HTML.format("Sage Intacct", "<h1>Sign in</h1>")),
    "cloudflare_524": (524, _HTML.format("524", '<div id="cf-error-details">Timeout</div>')),
    "http_503": (503, _HTML.format("503", "<h1>Service Unavailable</h1>")),
    "http_500_empty": (500, ""),
}


async def play(fault: Fault, request: web.Request) -> web.StreamResponse:
    """The answer, or none, that stands in for Intacct's own."""
    if fault.kind in _PAGES:
        return _page(fault)
    if fault.kind in {"rate_limited", "rate_limited_200"}:
        return _rate_limited(fault)
    if fault.kind == "redirect_307":
        location = str(request.url.with_path("/ia/xml/elsewhere.phtml"))
        return web.Response(status=307, headers={"Location": location})
    if fault.kind == "oversize":
        return await _oversize(request)
    if fault.kind == "gzip_bomb":
        return await _gzip_bomb()
    return await _cut(fault, request)


def distort(fault: Fault, body: bytes) -> bytes:
    """The answer's bytes as this fault leaves them."""
    if fault.kind == "truncated":
        return body[: len(body) // 2]
    if fault.kind == "multi_root":
        return body + b"<response><control><status>failure</status></control></response>\n"
    return body


async def drip(fault: Fault, reply: Reply, request: web.Request) -> web.StreamResponse:
    """The whole answer, a few bytes at a time, evenly over the fault's seconds.

    A client that hangs up meanwhile has had enough: that is what the fault is for, and no error.
    """
    response = web.StreamResponse(status=reply.status, headers={"Content-Type": reply.content_type})
    await response.prepare(request)
    pause = 0.05
    size = max(1, int(len(reply.body) * pause / max(fault.seconds, pause)))
    with suppress(ConnectionResetError):
        for start in range(0, len(reply.body), size):
            await response.write(reply.body[start : start + size])
            await asyncio.sleep(pause)
    return response


def _page(fault: Fault) -> web.Response:
    status, text = _PAGES[fault.kind]
    return web.Response(status=status, text=text, content_type="text/html")


def _rate_limited(fault: Fault) -> web.Response:
    refusal = GatewayRefusal(429, "GW-0010", description="API rate limit exceeded")
    reply = gateway_reply(refusal)
    if fault.kind == "rate_limited_200":
        return web.Response(body=reply.body, headers={"Content-Type": reply.content_type})
    headers = {
        "Content-Type": reply.content_type,
        "X-IA-Throttle-Limit-RetryAfter": str(round(fault.seconds)),
    }
    return web.Response(status=429, body=reply.body, headers=headers)


async def _oversize(request: web.Request) -> web.StreamResponse:
    """64 MiB of white space inside an answer that begins like any other."""
    response = web.StreamResponse(headers={"Content-Type": XML})
    await response.prepare(request)
    with suppress(ConnectionResetError):  # the client stops reading: that is the point
        await response.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<response>')
        for _ in range(_OVERSIZE // len(_BLOCK)):
            await response.write(_BLOCK)
        await response.write(b"</response>")
    return response


async def _gzip_bomb() -> web.Response:
    """64 MiB of white space in some 64 KiB of gzip."""
    body = await asyncio.to_thread(_bomb)
    headers = {"Content-Type": XML, "Content-Encoding": "gzip"}
    return web.Response(body=body, headers=headers)


@cache
def _bomb() -> bytes:
    press = zlib.compressobj(wbits=31)
    blocks = [press.compress(_BLOCK) for _ in range(_OVERSIZE // len(_BLOCK))]
    return b"".join([press.compress(b"<response>"), *blocks, press.flush()])


async def _cut(fault: Fault, request: web.Request) -> web.Response:
    """hang: silence for the fault's seconds (0: for ever), then a closed connection; reset: RST."""
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds or float("inf"))
    transport = request.transport
    if transport is not None:
        if fault.kind == "reset":
            _linger_not(transport)
        transport.abort()
    return web.Response()


def _linger_not(transport: asyncio.BaseTransport) -> None:
    """Makes the coming close an RST instead of a FIN."""
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
