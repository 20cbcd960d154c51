"""The probes over REST: each puts one question during a visit, and says what is wrong, or None.

They raise `TurnedAway` where the question was not answered, and `Unreadable` where the caller may
not ask it, which proves nothing (../shared/intacct/intacct-rest.md §8).
"""

from collections.abc import Callable

from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.questions import Question
from apps.checks.rest_diagnosis import APPROVED
from apps.checks.visits import TurnedAway, Visit
from apps.intacct.rest import resources

Probe = Callable[[Visit, Question], Diagnosis | None]
MOST_ENTITIES = 5  # to try: every call counts against the company's allowance

_OF_THE_QUESTION = {
    "intacct.unrecognized",
    "module.unavailable",
    "permission.missing",
    "request.refused",
}


class Unreadable(Exception):
    """The caller may not ask that; it has failed nothing."""


def may_read(visit: Visit, question: Question) -> Diagnosis | None:
    """Query one record: a permission that is missing is refused, whatever rows there are."""
    visit.ask(resources.probe_query(question.subject), in_entity=question.entity_id)
    return None


def opens_entity(visit: Visit, question: Question) -> Diagnosis | None:
    """Ask in the entity what was answered outside of it: a refusal now is the entity's.

    The reply to an entity that is unknown or forbidden was never recorded (intacct-rest.md §6).
    """
    try:
        visit.ask(resources.dimensions(), in_entity=question.entity_id)
    except TurnedAway as away:
        return Diagnosis("entity.closed", _of_the_question(away).values)
    return None


def opens_every_entity(visit: Visit, _: Question) -> Diagnosis | None:
    """Step into the first few entities. A token that stands in one is limited to it.

    Where none can be entered the company allows the top level only, which is where we are.
    """
    own = visit.identity().entity_id
    if own:
        return _limited(visit, [own])
    listed = _listed(visit)
    opened = [entity_id for entity_id in listed if _opens(visit, entity_id)]
    return _limited(visit, opened) if opened and opened != listed else None


def is_active(visit: Visit, question: Question) -> Diagnosis | None:
    """Read the user's own record. A restricted user usually may not."""
    try:
        record = visit.ask(resources.user(question.values["user_id"]))
    except TurnedAway as away:
        _of_the_question(away)
        raise Unreadable from away
    if record is None:
        raise Unreadable
    if record.status.lower() == "active":
        return None
    code = "approver.not_active" if visit.way == APPROVED else "user.not_active"
    return Diagnosis(code, {"status": record.status})


def _listed(visit: Visit) -> list[str]:
    """The first few active entities; none where the user may not list them, as its role tells."""
    try:
        page = visit.ask(resources.entities())
    except TurnedAway as away:
        _of_the_question(away)
        return []
    active = [entity.entity_id for entity in page.items if entity.status.lower() == "active"]
    return active[:MOST_ENTITIES]


def _opens(visit: Visit, entity_id: str) -> bool:
    try:
        visit.ask(resources.dimensions(), in_entity=entity_id)
    except TurnedAway as away:
        _of_the_question(away)
        return False
    return True


def _limited(visit: Visit, opened: list[str]) -> Diagnosis:
    approved = visit.way == APPROVED
    code = "entity.approver_limited" if approved else "entity.top_level_closed"
    return Diagnosis(code, {"seen": str(len(opened)), "entities": ", ".join(opened)})


def _of_the_question(away: TurnedAway) -> Diagnosis:
    """What the answer says about what was asked. Raises ``away`` where it is about the way in."""
    if away.diagnosis is None or away.diagnosis.code not in _OF_THE_QUESTION:
        raise away
    return away.diagnosis


PROBES: dict[str, Probe] = {
    ask.READ: may_read,
    ask.ENTITIES: opens_every_entity,
    ask.ENTITY: opens_entity,
    ask.USER: is_active,
}
