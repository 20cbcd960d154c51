"""What a connection's past adds to a diagnosis: worked before, and what Intacct has never said."""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import F, QuerySet

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import PASSED, Answer
from apps.checks.models import UnknownAnswer
from apps.connections import services as connections
from apps.connections.models import Connection, WebServicesUser
from apps.core.clock import now

_WORKED_BEFORE = {
    "company.unknown": "company.gone",
    "sign_in.refused": "sign_in.stopped",
    "username.refused": "username.stopped",
}


def refined(connection: Connection, answers: list[Answer]) -> list[Answer]:
    """Tell what stopped working from what never worked (market.md §5, E12 and E19)."""
    return [_refined(connection, answer) for answer in answers]


def remember(connection: Connection, answers: list[Answer]) -> None:
    """Keep what the next diagnosis needs: what worked, who was refused, what nobody knows."""
    for answer in answers:
        if answer.outcome == PASSED and answer.question.probe == ask.COMPANY:
            connections.note_company_seen(connection=connection)
        if answer.outcome == PASSED and answer.question.probe == ask.SIGN_IN:
            connections.note_signed_in(connection=connection, entity_id=answer.question.entity_id)
        if answer.diagnosis is not None:
            _learn(connection, answer, answer.diagnosis)


def _refined(connection: Connection, answer: Answer) -> Answer:
    code = answer.diagnosis.code if answer.diagnosis else ""
    if answer.diagnosis is None or code not in _WORKED_BEFORE:
        return answer
    since = (
        connection.company_seen_at
        if code == "company.unknown"
        else _users(connection, answer).values_list("signed_in_at", flat=True).first()
    )
    if since is None:
        return answer
    values = {**answer.diagnosis.values, "until": f"{since:%-d %B %Y, %H:%M} UTC"}
    return replace(answer, diagnosis=Diagnosis(_WORKED_BEFORE[code], values))


def _learn(connection: Connection, answer: Answer, diagnosis: Diagnosis) -> None:
    if CATALOGUE[diagnosis.code].may_lock:
        for user in _users(connection, answer):
            connections.hold_sign_in(user=user)
    if diagnosis.code == "intacct.unrecognized":
        _count(connection, answer, diagnosis)


def _count(connection: Connection, answer: Answer, diagnosis: Diagnosis) -> None:
    text = diagnosis.values.get("quote", "")
    for name in sorted(_names(connection, answer), key=len, reverse=True):
        text = text.replace(name, "…")
    row, new = UnknownAnswer.objects.get_or_create(
        layer=diagnosis.values.get("layer", ""),
        errorno=diagnosis.values.get("errorno", "")[:40],
        text=re.sub(r"\d+", "#", text)[:300],
        defaults={"last_seen_at": now()},
    )
    if not new:
        UnknownAnswer.objects.filter(id=row.id).update(times=F("times") + 1, last_seen_at=now())


def _names(connection: Connection, answer: Answer) -> Iterator[str]:
    yield from filter(None, answer.question.values.values())
    yield from filter(None, (connection.company_id, connection.tenant.name))
    yield from WebServicesUser.objects.filter(connection=connection).values_list(
        "user_id", flat=True
    )


def _users(connection: Connection, answer: Answer) -> QuerySet[WebServicesUser]:
    return WebServicesUser.objects.filter(
        connection=connection, entity_id=answer.question.entity_id
    )
