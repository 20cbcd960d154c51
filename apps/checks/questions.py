"""What a run will ask, in order: each question is one line of evidence on the page."""

from dataclasses import dataclass, field

from apps.checks.objects import PLACES
from apps.connections.gateway import client_id_of
from apps.connections.models import Connection

REACH, COMPANY, WEB_SERVICES, SENDER = "reach", "company", "web_services", "sender"
CLIENT, APPROVAL, PAIRING, ADMITTED = "client", "approval", "pairing", "admitted"
SIGN_IN, APPLICATION, READ, RIGHTS = "sign_in", "application", "read", "rights"
ENTITIES, ENTITY, USER = "entities", "entity", "user"

DOOR = (REACH, COMPANY, WEB_SERVICES, SENDER)
DOORS = {
    Connection.Auth.XML.value: DOOR,
    Connection.Auth.AUTHORIZATION_CODE.value: (REACH, CLIENT, APPROVAL, COMPANY, SENDER),
    Connection.Auth.CLIENT_CREDENTIALS.value: (
        *(REACH, CLIENT, COMPANY, WEB_SERVICES, PAIRING, ADMITTED),
    ),
}
"""By how we get in: the stages of the way in that are the company's, in order."""

COMPANY_WIDE = frozenset(probe for door in DOORS.values() for probe in door)

PURPOSES: dict[str, tuple[str, ...]] = {
    REACH: (),
    CLIENT: ("app_registered",),
    APPROVAL: ("oauth_approved",),
    COMPANY: ("company_id",),
    WEB_SERVICES: ("web_services_on",),
    PAIRING: ("client_authorized",),
    SENDER: ("sender_authorized",),
    SIGN_IN: ("user_exists", "user_signs_in"),
    ADMITTED: ("client_authorized",),
    APPLICATION: ("module_subscribed",),
    READ: ("role_permissions",),
    RIGHTS: ("role_permissions",),
    ENTITIES: ("entity_access",),
    ENTITY: ("entity_access",),
    USER: (),
}

PER_ENTITY = frozenset({"user_exists", "user_signs_in", "role_permissions", "entity_access"})
"""Purposes proven for each Web Services user, in its entity; the others for the company."""

WORDS = {
    REACH: "Reached Sage Intacct",
    CLIENT: "Intacct knows the client ID {client_id}",
    APPROVAL: "The approval in Intacct stands",
    COMPANY: "Found the company {company_id}",
    WEB_SERVICES: "Web Services is on",
    PAIRING: "The client application is authorized",
    SENDER: "Our sender ID {sender_id} is authorized",
    SIGN_IN: "Signed in as {user_id}",
    ADMITTED: "Intacct answers the client application",
    APPLICATION: "{application} is switched on",
    READ: "{ability}",
    RIGHTS: "Holds every permission the guide asks for",
    ENTITIES: "Can open every entity",
    ENTITY: "Can open entity {entity_id}",
    USER: "The user {user_id} is active",
}


@dataclass(frozen=True)
class Question:
    """One line: which probe, about what, in which entity, and the values its words need."""

    probe: str
    subject: str = ""
    entity_id: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Caller:
    """A Web Services user as the plan sees it: no password here."""

    entity_id: str
    user_id: str


def plan(connection: Connection, callers: list[Caller]) -> tuple[Question, ...]:
    """List what can be asked with what is known now; the first caller is also asked for modules."""
    names = _names(connection)
    questions = [Question(probe, values=names) for probe in DOORS[connection.auth]]
    for index, caller in enumerate(callers):
        who = {**names, "user_id": caller.user_id, "entity_id": caller.entity_id}
        if connection.auth == Connection.Auth.XML:
            questions += _over_xml(connection, caller, who, is_first=index == 0)
        else:
            questions += _over_rest(connection, caller, who)
    return tuple(questions)


def _names(connection: Connection) -> dict[str, str]:
    application = connection.application
    return {
        "company_id": connection.company_id,
        "sender_id": application.sender.sender_id if application else connection.sender_name,
        "client_id": client_id_of(connection),
    }


def _over_xml(
    connection: Connection, caller: Caller, who: dict[str, str], *, is_first: bool
) -> list[Question]:
    return [
        Question(SIGN_IN, entity_id=caller.entity_id, values=who),
        *(_applications(connection, who) if is_first else ()),
        _entity(caller, who),
        *_objects(connection, caller, who),
        *_rights(connection, caller, who),
    ]


def _over_rest(connection: Connection, caller: Caller, who: dict[str, str]) -> list[Question]:
    """REST has no list of what the company has switched on, and none of what a user may do."""
    signs_in = connection.auth == Connection.Auth.CLIENT_CREDENTIALS
    sign_in = [Question(SIGN_IN, entity_id=caller.entity_id, values=who)] if signs_in else []
    user = [Question(USER, entity_id=caller.entity_id, values=who)] if caller.user_id else []
    return [*sign_in, _entity(caller, who), *_objects(connection, caller, who), *user]


def _applications(connection: Connection, who: dict[str, str]) -> list[Question]:
    return [
        Question(APPLICATION, subject=wanted["code"], values={**who, "application": wanted["name"]})
        for wanted in connection.requirements["applications"]
    ]


def _objects(connection: Connection, caller: Caller, who: dict[str, str]) -> list[Question]:
    named = ", ".join(wanted["name"] for wanted in connection.requirements["applications"])
    about = {**who, "applications": named}
    return [
        _object(connection, caller, wanted=wanted, about=about)
        for wanted in connection.requirements["objects"]
    ]


def _object(
    connection: Connection, caller: Caller, *, wanted: dict[str, str], about: dict[str, str]
) -> Question:
    place = PLACES[wanted["object"]]
    name = wanted["object"] if connection.auth == Connection.Auth.XML else place.rest
    values = {
        **about,
        "ability": wanted["words"],
        "object": name,
        "application": wanted["application"],
        "activity": place.activity,
        "words": place.words,
    }
    return Question(READ, subject=name, entity_id=caller.entity_id, values=values)


def _rights(connection: Connection, caller: Caller, who: dict[str, str]) -> list[Question]:
    demanded = connection.requirements.get("permissions")
    return [Question(RIGHTS, entity_id=caller.entity_id, values=who)] if demanded else []


def _entity(caller: Caller, who: dict[str, str]) -> Question:
    if caller.entity_id:
        return Question(ENTITY, entity_id=caller.entity_id, values=who)
    return Question(ENTITIES, values=who)
