"""What a run will ask, in order: each question is one line of evidence on the page."""

from dataclasses import dataclass, field

from apps.checks.objects import PLACES
from apps.connections.models import Connection

REACH, COMPANY, WEB_SERVICES, SENDER = "reach", "company", "web_services", "sender"
SIGN_IN, APPLICATION, READ, RIGHTS = "sign_in", "application", "read", "rights"
ENTITIES, ENTITY = "entities", "entity"

DOOR = (REACH, COMPANY, WEB_SERVICES, SENDER)

PURPOSES: dict[str, tuple[str, ...]] = {
    REACH: (),
    COMPANY: ("company_id",),
    WEB_SERVICES: ("web_services_on",),
    SENDER: ("sender_authorized",),
    SIGN_IN: ("user_exists", "user_signs_in"),
    APPLICATION: ("module_subscribed",),
    READ: ("role_permissions",),
    RIGHTS: ("role_permissions",),
    ENTITIES: ("entity_access",),
    ENTITY: ("entity_access",),
}

PER_ENTITY = frozenset({"user_exists", "user_signs_in", "role_permissions", "entity_access"})
"""Purposes proven for each Web Services user, in its entity; the others for the company."""

WORDS = {
    REACH: "Reached Sage Intacct",
    COMPANY: "Found the company {company_id}",
    WEB_SERVICES: "Web Services is on",
    SENDER: "Our sender ID {sender_id} is authorized",
    SIGN_IN: "Signed in as {user_id}",
    APPLICATION: "{application} is switched on",
    READ: "{ability}",
    RIGHTS: "Holds every permission the guide asks for",
    ENTITIES: "Can open every entity",
    ENTITY: "Can open entity {entity_id}",
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
    names = {"company_id": connection.company_id, "sender_id": connection.sender_name}
    questions = [Question(probe, values=names) for probe in DOOR]
    for index, caller in enumerate(callers):
        who = {**names, "user_id": caller.user_id, "entity_id": caller.entity_id}
        questions.append(Question(SIGN_IN, entity_id=caller.entity_id, values=who))
        if index == 0:
            questions += _applications(connection, who)
        questions.append(_entity(caller, who))
        questions += _objects(connection, caller, who)
        questions += _rights(connection, caller, who)
    return tuple(questions)


def _applications(connection: Connection, who: dict[str, str]) -> list[Question]:
    return [
        Question(APPLICATION, subject=wanted["code"], values={**who, "application": wanted["name"]})
        for wanted in connection.requirements["applications"]
    ]


def _objects(connection: Connection, caller: Caller, who: dict[str, str]) -> list[Question]:
    named = ", ".join(wanted["name"] for wanted in connection.requirements["applications"])
    return [
        Question(
            READ,
            subject=wanted["object"],
            entity_id=caller.entity_id,
            values={
                **who,
                "ability": wanted["words"],
                "object": wanted["object"],
                "application": wanted["application"],
                "applications": named,
                "activity": PLACES[wanted["object"]].activity,
                "words": PLACES[wanted["object"]].words,
            },
        )
        for wanted in connection.requirements["objects"]
    ]


def _rights(connection: Connection, caller: Caller, who: dict[str, str]) -> list[Question]:
    demanded = connection.requirements.get("permissions")
    return [Question(RIGHTS, entity_id=caller.entity_id, values=who)] if demanded else []


def _entity(caller: Caller, who: dict[str, str]) -> Question:
    if caller.entity_id:
        return Question(ENTITY, entity_id=caller.entity_id, values=who)
    return Question(ENTITIES, values=who)
