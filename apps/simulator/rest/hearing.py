"""What every REST call has in common: it is heard, its caller is found, its rights are weighed."""

from collections.abc import Callable

from aiohttp import web

from apps.simulator import clock, permissions
from apps.simulator.answers import Reply
from apps.simulator.ledger import Call
from apps.simulator.rest import objects, wording
from apps.simulator.rest.caller import ENTITY_HEADER, Caller, access_of, caller_of
from apps.simulator.rest.front import Front
from apps.simulator.rest.objects import RestObject
from apps.simulator.simulation import Simulation

Respond = Callable[[Caller], Reply]


class Hearing:
    """The way in for the desks of services and objects."""

    def __init__(self, simulation: Simulation, front: Front) -> None:
        self.simulation = simulation
        self._front = front

    async def answer(
        self, request: web.Request, functions: tuple[str, ...], respond: Respond
    ) -> web.StreamResponse:
        """Answers a call of a caller with a good token; `functions` are for ledger and faults."""
        authorization = request.headers.get("Authorization", "")
        entity_id = request.headers.get(ENTITY_HEADER, "")
        return await self._front.answer(
            request,
            self._call(request, tuple(filter(None, functions))),
            lambda _: respond(caller_of(authorization, entity_id, self.simulation)),
        )

    async def refuse(self, request: web.Request, refusal: Exception) -> web.StreamResponse:
        """Refuses a call whoever makes it."""

        def respond(_: object) -> Reply:
            raise refusal

        return await self._front.answer(request, self._call(request, ()), respond)

    def permitted(self, name: str, caller: Caller, *, rights: str) -> RestObject | None:
        """The object, once the caller holds one of the rights on it.

        None where refusals are assumed to be silent, so that no row is shown. Raises RestRefusal.
        """
        thing, assumed = known(name), self.simulation.assumptions
        subscribed = permissions.subscribed(caller.company, thing.kind.module)
        held = permissions.rights(caller.company, caller.user, thing.kind, assumptions=assumed)
        if subscribed and not held.isdisjoint(rights.split("|")):
            return thing
        if assumed.missing_right_answer == "empty":
            return None
        raise wording.no_right(assumed, name=thing.name, subscribed=subscribed)

    def _call(self, request: web.Request, functions: tuple[str, ...]) -> Call:
        call = Call(time=clock.stamp(clock.now()), path=request.path, functions=functions)
        access = access_of(request.headers.get("Authorization", ""), self.simulation)
        if access is not None:
            client = self.simulation.clients.get(access.grant.client_id)
            call.sender = client.sender_id if client else ""
            call.company, call.user = access.grant.company_id, access.grant.user_id
        return call


def known(name: str) -> RestObject:
    """The object of that name. Raises RestRefusal; its text for an unknown one is assumed."""
    thing = objects.find(name)
    if thing is None:
        raise wording.wrong_payload(f"The {name} object does not exist")
    return thing
