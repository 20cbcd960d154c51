"""The probes: each puts one question to a signed-in company, and returns what is wrong, or None.

They raise `IntacctError` for everything Intacct answers otherwise; the interview diagnoses it.
"""

from collections.abc import Callable

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis, diagnose
from apps.checks.permissions import Holding
from apps.checks.questions import Question
from apps.intacct import Client, Refused, Session

Probe = Callable[[Client, Session, Question], Diagnosis | None]


def is_subscribed(applications: tuple[str, ...], question: Question) -> Diagnosis | None:
    """Look for an application among those the company has switched on (`get_applications`)."""
    return None if question.subject in applications else Diagnosis("module.not_subscribed")


def may_read(client: Client, session: Session, question: Question) -> Diagnosis | None:
    """Query one record: Intacct checks the permission before it looks for rows."""
    client.probe_query(session, question.subject)
    return None


def opens_entity(client: Client, session: Session, question: Question) -> Diagnosis | None:
    """Enter an entity from the session: no second sign-in, so a wrong entity can lock nobody.

    The user has just signed in, so words that blame the password mean the entity (E053).
    """
    try:
        client.enter_entity(session, question.entity_id)
    except Refused as refused:
        found = diagnose(refused)
        told = CATALOGUE[found.code]
        if told.unclear or told.purpose == "entity_access":
            return found
        return Diagnosis("entity.closed", found.values)
    return None


def opens_every_entity(client: Client, session: Session, _: Question) -> Diagnosis | None:
    """Compare the entities the user may enter with those the company has."""
    seen = [entity.entity_id for entity in client.entities(session)]
    total = _count_of_entities(client, session)
    if not session.entity_id and (total is None or len(seen) >= total):
        return None
    named = ", ".join(seen[:5]) or "none"
    return Diagnosis("entity.top_level_closed", {"seen": str(len(seen)), "entities": named})


def holdings(client: Client, session: Session, user_id: str) -> tuple[Holding, ...]:
    """Read the user's effective permissions (`getUserPermissions`); needs a right of its own."""
    return tuple(
        Holding(row.application.strip(), row.policy, row.rights)
        for row in client.user_permissions(session, user_id)
    )


def shortfall(missing: tuple[Holding, ...]) -> Diagnosis:
    """Name what Intacct's own list lacks."""
    lacking = "; ".join(f"**{row.place}** ({', '.join(row.rights)})" for row in missing)
    places = ", ".join(dict.fromkeys(row.application for row in missing))
    return Diagnosis("permission.short", {"lacking": lacking, "places": places})


def _count_of_entities(client: Client, session: Session) -> int | None:
    try:
        return client.probe_query(session, "LOCATIONENTITY").total
    except Refused:  # the user may not list them; the question about its role tells that
        return None


PROBES: dict[str, Probe] = {
    ask.READ: may_read,
    ask.ENTITIES: opens_every_entity,
    ask.ENTITY: opens_entity,
}
