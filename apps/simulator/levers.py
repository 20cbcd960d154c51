"""`/_sim/assumptions` and `/_sim/tokens`: what a drill changes while the simulator runs.

Additions to the contract of design.md §4, which has no word for either.
"""

from dataclasses import asdict
from typing import Literal

from aiohttp import web

from apps.simulator.bodies import Body, Id
from apps.simulator.control import body_of
from apps.simulator.simulation import Simulation


class Ending(Body):
    """What becomes of the tokens of a company, or of one of its users."""

    company: Id
    user: Id | None = None
    state: Literal["expired", "killed"]


class Levers:
    """The handlers; WrongMember becomes a 400 that names the member."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_sim/assumptions", self.get_assumptions),
            web.patch("/_sim/assumptions", self.patch_assumptions),
            web.post("/_sim/tokens", self.post_tokens),
        ]

    async def get_assumptions(self, _request: web.Request) -> web.Response:
        return web.json_response(asdict(self._simulation.assumptions))

    async def patch_assumptions(self, request: web.Request) -> web.Response:
        """Holds until the set-up is reset; then what the command line said holds again."""
        changed = self._simulation.assumptions.with_members(await body_of(request))
        self._simulation.assumptions = changed
        return web.json_response(asdict(changed))

    async def post_tokens(self, request: web.Request) -> web.Response:
        """Expires access tokens now, or kills grants as a newer one elsewhere would."""
        ending = Ending.read(await body_of(request))
        grants = self._simulation.grants
        act = grants.expire if ending.state == "expired" else grants.kill
        changed = act(ending.company, ending.user)
        self._simulation.save()
        return web.json_response({"changed": changed})
