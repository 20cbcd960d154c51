"""Before the first step: the customer is brought in, and their company has nothing done in it."""

import secrets

from apps.checklists.guide.format import Guide
from apps.checklists.guide.purposes import Purpose
from apps.checklists.library import newest
from apps.checklists.onboarding import onboard
from apps.checklists.standing import Place
from apps.connections import applications
from apps.connections import services as connections
from apps.connections.models import ClientApplication, Sender
from apps.ops.benches.stage import Stage
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret
from tests.engine.deeds import DEEDS
from tests.engine.trip import Branch, Trip
from tests.engine.world import World, bare_company
from tests.factories import ROBOT, make_member

SENDER_PASSWORD = "canary-sender-of-the-walks"
RIGHT_FROM_THE_START = (
    Purpose.WEB_SERVICES_ON,
    Purpose.SENDER_AUTHORIZED,
    Purpose.MODULE_SUBSCRIBED,
    Purpose.APP_REGISTERED,
)
"""What a company has that connects at all, where the guide does not speak of it."""


def set_out(branch: Branch, stage: Stage) -> Trip:
    """Bring in a new customer whose company is bare."""
    guide, mark = newest(branch.guide), secrets.token_hex(3)
    _prepare_vendor(guide, branch, mark)
    made = onboard(
        name=f"Acme {mark}", guide=guide, environment=branch.environment, email="", actor=ROBOT
    )
    world = World(stage, f"Acme-{mark}", bare_company(branch.environment))
    trip = Trip(branch, made.tenant, make_member(made.tenant), made.checklist.id, world, mark)
    _make_sender_known(trip)
    _staff(trip)
    _arrange_what_the_guide_is_silent_about(trip)
    world.keep()
    return trip


def _prepare_vendor(guide: Guide, branch: Branch, mark: str) -> None:
    """Enter what the vendor needs itself, before any customer: its sender ID, its application."""
    sender_id = next((value for name, value in guide.values.items() if name == "sender_id"), "")
    with across_tenants():
        if sender_id or guide.auth == "authorization_code":
            sender = connections.save_sender(
                sender_id=sender_id or "Vendor", password=Secret(SENDER_PASSWORD), actor=ROBOT
            )
            if guide.auth == "authorization_code":
                _register(sender, branch, mark)


def _register(sender: Sender, branch: Branch, mark: str) -> ClientApplication:
    scope = "production" if branch.environment == "production" else "non-production"
    application = applications.register(
        name=f"Application {mark}", scope=scope, sender=sender, actor=ROBOT
    )
    applications.save_keys(
        application=application,
        client_id=f"client-{mark}",
        secret=Secret(f"canary-client_secret-{mark}"),
        allowed_origins=[],
        actor=ROBOT,
    )
    return application


def _make_sender_known(trip: Trip) -> None:
    """Let Sage know the sender; one that the customer buys has the password they will type."""
    own = trip.connection.sender is None
    password = trip.secret("sender_password") if own else SENDER_PASSWORD
    trip.world.stage.call("PUT", f"senders/{trip.sender_id}", {"password": password})


def _staff(trip: Trip) -> None:
    """Somebody who can approve is there already; Web Services users are for the guide to make."""
    if trip.by_approval:
        approver = {"id": trip.user_id(""), "password": trip.secret("user_password")}
        rights = {"admin": "full", "webServicesOnly": False, "entities": []}
        trip.world.company["users"] = [approver | rights]


def _arrange_what_the_guide_is_silent_about(trip: Trip) -> None:
    spoken_of = frozenset[Purpose]().union(*(step.serves for step in trip.guide.steps))
    for purpose in RIGHT_FROM_THE_START:
        if purpose not in spoken_of:
            DEEDS[purpose].do(trip, Place(trip.guide.steps[0]))
