"""One asyncio process that serves the gateway, OAuth, REST and the control contract."""

import asyncio
import signal
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from apps.simulator import clock
from apps.simulator.console.routes import routes as console_routes
from apps.simulator.control import ControlDesk, Handler, name_the_member
from apps.simulator.gateway import PATH, Gateway
from apps.simulator.ledger import Call
from apps.simulator.levers import Levers
from apps.simulator.oauth.authorize import AuthorizePages
from apps.simulator.oauth.desk import OAuthDesk
from apps.simulator.rest.front import Front
from apps.simulator.rest.hearing import Hearing
from apps.simulator.rest.reading import ObjectDesk
from apps.simulator.rest.services import ServiceDesk
from apps.simulator.simulation import Simulation

_LARGEST_BODY = 16 * 1024 * 1024
_HOME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Simulated Sage Intacct</title></head><body>
<h1>Simulated Sage Intacct</h1>
<p>This is an imitation for trying things out. It is not Sage Intacct and holds no real company.</p>
<p>The XML gateway answers at <code>/ia/xml/xmlgw.phtml</code>, OAuth and REST below
<code>/ia/api/v1</code>; <code>/_sim</code> sets it up.</p>
<p><a href="/console">Open a company</a> · <a href="/developer">Sage developer console</a></p>
</body></html>
"""


def application(simulation: Simulation) -> web.Application:
    """The aiohttp application of one simulation."""
    gateway = Gateway(simulation)
    app = web.Application(
        middlewares=[name_the_member, _remember_strangers(simulation)],
        client_max_size=_LARGEST_BODY,
    )
    app.add_routes(
        [web.get("/", _home), web.get(PATH, gateway.handle), web.post(PATH, gateway.handle)]
    )
    app.add_routes([*ControlDesk(simulation).routes(), *Levers(simulation).routes()])
    front = Front(simulation)
    app.add_routes(AuthorizePages(simulation, front).routes())
    app.add_routes(OAuthDesk(simulation, front).routes())
    hearing = Hearing(simulation, front)
    app.add_routes([*ServiceDesk(hearing).routes(), *ObjectDesk(hearing).routes()])
    app.add_routes(console_routes(simulation))
    return app


async def serve(
    simulation: Simulation, *, host: str, port: int, ready: Callable[[int], None]
) -> None:
    """Serves until SIGTERM or SIGINT; `ready` is told the port. OSError when it cannot listen."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    runner = await start(simulation, host=host, port=port)
    try:
        ready(runner.addresses[0][1])
        await stop.wait()
    finally:
        await runner.cleanup()


async def start(simulation: Simulation, *, host: str, port: int) -> web.AppRunner:
    """A listening runner, which the caller cleans up; hanging calls do not delay that."""
    runner = web.AppRunner(
        application(simulation), access_log=None, shutdown_timeout=0.1, handler_cancellation=True
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, backlog=1024).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


async def _home(_request: web.Request) -> web.Response:
    return web.Response(text=_HOME, content_type="text/html")


def _remember_strangers(simulation: Simulation) -> Middleware:
    """Calls of paths nobody serves are kept in the ledger too, such as a followed redirect."""

    @web.middleware
    async def remember(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if not request.path.startswith("/_sim/"):
                moment = clock.stamp(clock.now())
                simulation.ledger.add(Call(moment, request.path, outcome="not_found"))
            raise

    return remember
