"""Walks a guide step by step: does each in Intacct, tells the engine, and has it checked."""

from contextlib import suppress

from apps.checklists import queries, services
from apps.checklists.guide.purposes import UNPROBED, Purpose
from apps.checklists.guide.variables import Variable
from apps.checklists.standing import Place, places
from apps.checks import services as checks
from apps.vault.secret import Secret
from tests.engine.deeds import DEEDS
from tests.engine.trip import Trip
from tests.engine.world import ENTITIES
from tests.factories import ROBOT

Key = tuple[str, str]
OVER = {"verified", "attested"}


def walk(trip: Trip) -> None:
    """Visit every step once, in order, whatever the visits before have made of the rest."""
    visited: set[Key] = set()
    while place := next((p for p in places(trip.known) if p.key not in visited), None):
        visited.add(place.key)
        visit(trip, place)
    check(trip)


def visit(trip: Trip, place: Place) -> None:
    """Do one step: in Intacct, in the portal, and by one's word."""
    decide(trip, place)
    for purpose in served(place):
        DEEDS[purpose].do(trip, place)
    trip.world.keep()
    answer(trip, place)
    if place.step.attest is not None:
        check(trip)
        attest(trip, place)


def check(trip: Trip) -> None:
    """Have every question put to Intacct, as a worker would when a person asks for it."""
    with trip.scope(), suppress(checks.NothingToCheck):
        run = checks.request_run(connection=trip.connection, actor=ROBOT)
        checks.carry_out(tenant_id=run.tenant_id, run_id=run.id)


def decide(trip: Trip, place: Place) -> None:
    if place.step.decision is not None:
        option = trip.option(place.step.decision.variable)
        with trip.scope():
            services.decide(checklist=trip.checklist, step=place.step, option=option, actor=ROBOT)


def attest(trip: Trip, place: Place) -> None:
    with trip.scope():
        services.attest(
            checklist=trip.checklist, step=place.step, actor=ROBOT, entity_id=place.item
        )


def withdraw(trip: Trip, place: Place) -> None:
    with trip.scope():
        services.withdraw(
            checklist=trip.checklist, step=place.step, actor=ROBOT, entity_id=place.item
        )


def answer(trip: Trip, place: Place) -> None:
    asked = [trip.guide.variable(name) for name in place.step.asks]
    if not asked:
        return
    with trip.scope():
        services.answer(
            checklist=trip.checklist,
            step=place.step,
            entity_id=place.entity_id,
            answers={each.name: told(trip, place, each) for each in asked if not each.secret},
            secrets={
                each.name: Secret(trip.secret(each.name, place.entity_id))
                for each in asked
                if each.secret
            },
            actor=ROBOT,
        )


def told(trip: Trip, place: Place, variable: Variable) -> str:
    """What the customer of this trip answers to a question that is no secret."""
    user_id = trip.user_id(place.entity_id)
    own = {
        "company_id": trip.world.company_id,
        "user_id": user_id,
        "user_name": f"{user_id}@{trip.world.company_id}",
        "client_id": trip.client_id,
        "sender_id": trip.sender_id,
    }
    if any(step.repeat and step.repeat.of == variable.name for step in trip.guide.steps):
        return "\n".join(ENTITIES)
    plain = variable.shown or variable.example or next(iter(variable.options), "Anything")
    return own.get(variable.name, plain)


def served(place: Place) -> list[Purpose]:
    """What the step is for and a probe can tell, in the order of doing."""
    return [purpose for purpose in DEEDS if purpose in place.step.serves - UNPROBED]


def standings(trip: Trip) -> dict[Key, str]:
    with trip.scope():
        return {key: row.standing for key, row in queries.states_of(trip.checklist).items()}


def still_open(trip: Trip) -> set[Key]:
    """Where a step is neither verified nor attested."""
    return {key for key, standing in standings(trip).items() if standing not in OVER}
