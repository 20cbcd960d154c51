"""What people do in Intacct for each purpose, how it comes undone there, and is put right again.

A guide's step names its purposes; this is all a walk needs to know of a guide.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.checklists.guide.purposes import Purpose
from apps.checklists.standing import Place
from apps.checks.objects import PLACES
from apps.checks.permissions import ALL, READ
from tests.engine import deeds_oauth as oauth
from tests.engine.trip import Trip
from tests.engine.world import ENTITIES

ROLE = "Integration"
Act = Callable[[Trip, Place], None]


def nothing(trip: Trip, place: Place) -> None:
    """Nothing that the document of the company does not tell."""


@dataclass(frozen=True)
class Deed:
    """Changes the company's document: as the step asks, and as somebody undoes it later.

    `redo` is what else is needed, once the document is again what it was before the undoing.
    """

    do: Act
    undo: Act
    redo: Act = nothing


def members(**values: object) -> Act:
    """Set members of the company."""

    def act(trip: Trip, place: Place) -> None:
        trip.world.company |= values

    return act


def authorize_sender(trip: Trip, place: Place) -> None:
    """Add the sender ID, where it is not for the approval of an administrator to add it."""
    if Purpose.OAUTH_APPROVED not in place.step.serves:
        trip.world.company["senders"] = [{"id": trip.sender_id, "status": "active"}]


def subscribe(trip: Trip, place: Place) -> None:
    trip.world.company["applications"] = ["CO", *demanded_modules(trip)]


def unsubscribe(trip: Trip, place: Place) -> None:
    trip.world.company["applications"] = ["CO", *demanded_modules(trip)[:-1]]


def permit(trip: Trip, place: Place) -> None:
    """Give every user a role with the permissions; whoever is an admin needs none."""
    company = trip.world.company
    company["roles"] = [{"name": ROLE, "permissions": demanded_permissions(trip)}]
    for user in company["users"]:
        user["roles"] = [ROLE]


def cut_permission(trip: Trip, place: Place) -> None:
    """Take the admin privileges that this step gave its user, or a module from the role."""
    if Purpose.USER_EXISTS in place.step.serves:
        user_of(trip, place).update(admin="off", roles=[])
        return
    for user in trip.world.company["users"]:
        user["admin"] = "off"
    permissions = trip.world.company["roles"][0]["permissions"]
    permissions.pop(demanded_modules(trip)[-1])


def create_user(trip: Trip, place: Place) -> None:
    company, user_id = trip.world.company, trip.user_id(place.entity_id)
    others = [user for user in company["users"] if user["id"] != user_id]
    as_admin = Purpose.ROLE_PERMISSIONS in place.step.serves
    new = {
        "id": user_id,
        "password": trip.secret("user_password", place.entity_id),
        "roles": [role["name"] for role in company["roles"]],
        "admin": "full" if as_admin else "off",
        "entities": [],
    }
    company["users"] = [*others, new]


def deactivate_user(trip: Trip, place: Place) -> None:
    user_of(trip, place)["status"] = "inactive"


def spoil_sign_in(trip: Trip, place: Place) -> None:
    """Reset the password; where none is used to sign in, lock the user."""
    if trip.connection.auth == "xml":
        user_of(trip, place)["password"] = "somebody reset it"
    else:
        user_of(trip, place)["status"] = "lockedout"


def assign_entities(trip: Trip, place: Place) -> None:
    user_of(trip, place)["entities"] = [place.entity_id] if place.entity_id else []


def take_entities(trip: Trip, place: Place) -> None:
    """Leave the user other entities than the one meant; at the top level, one of them all."""
    others = [entity for entity in ENTITIES if entity != place.entity_id]
    user_of(trip, place)["entities"] = others if place.entity_id else others[:1]


DEEDS: dict[Purpose, Deed] = {
    Purpose.COMPANY_ID: Deed(members(status="active"), members(status="suspended")),
    Purpose.WEB_SERVICES_ON: Deed(members(webServices=True), members(webServices=False)),
    Purpose.SENDER_AUTHORIZED: Deed(authorize_sender, members(senders=[])),
    Purpose.MODULE_SUBSCRIBED: Deed(subscribe, unsubscribe),
    Purpose.ROLE_PERMISSIONS: Deed(permit, cut_permission),
    Purpose.USER_EXISTS: Deed(create_user, deactivate_user),
    Purpose.USER_SIGNS_IN: Deed(nothing, spoil_sign_in),
    Purpose.ENTITY_ACCESS: Deed(assign_entities, take_entities),
    Purpose.APP_REGISTERED: Deed(oauth.register, oauth.replace_secret, oauth.register),
    Purpose.CLIENT_AUTHORIZED: Deed(oauth.authorize_client, members(clients=[])),
    Purpose.OAUTH_APPROVED: Deed(oauth.approve, oauth.revoke, oauth.approve),
}
"""In the order of doing, where one step serves several."""


def can_come_undone(trip: Trip, purpose: Purpose) -> bool:
    """Whether Intacct lets anyone undo it: nobody can unsubscribe Company itself."""
    return purpose != Purpose.MODULE_SUBSCRIBED or demanded_modules(trip) != ["CO"]


def user_of(trip: Trip, place: Place) -> dict[str, Any]:
    """The user that the step is about."""
    wanted = trip.user_id(place.entity_id)
    found: dict[str, Any] = next(u for u in trip.world.company["users"] if u["id"] == wanted)
    return found


def demanded_modules(trip: Trip) -> list[str]:
    return [each["code"] for each in trip.connection.requirements["applications"]]


def demanded_permissions(trip: Trip) -> dict[str, Any]:
    """The guide's matrix as the simulator's roles write it: by module, then by activity.

    Where the guide leaves an application open, or asks for single activities of it alone, what
    the checks read may be read.
    """
    rows = trip.connection.requirements["permissions"]
    names = {each.code: each.name for each in trip.guide.requirements.applications}
    return {code: _granted(trip, name, rows) for code, name in names.items()}


def _granted(trip: Trip, application: str, rows: list[dict[str, Any]]) -> Any:
    own = [row for row in rows if row["application"] == application]
    whole = next((tuple(row["rights"]) for row in own if not row["activity"]), READ)
    single = {row["activity"]: "|".join(row["rights"]) for row in own if row["activity"]}
    if not single:
        return {ALL: "All", READ: "ReadOnly"}[whole]
    objects = trip.connection.requirements["objects"]
    read = [PLACES[row["object"]] for row in objects if row["application"] == application]
    return {**{place.activity: "|".join(whole) for place in read}, **single}
