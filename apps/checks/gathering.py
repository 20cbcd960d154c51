"""One cause, one finding: answers that say the same thing are gathered before they are told."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import FAILED, PASSED, SKIPPED, UNCLEAR, Answer


def gathered(answers: list[Answer]) -> list[Answer]:
    """Keep one finding per cause: the application that is off, the user without any permission."""
    return list(_as_one_user(_without_echoes(answers)))


def _without_echoes(answers: list[Answer]) -> list[Answer]:
    """Drop what only repeats another answer.

    Of an application that is off nothing can be read, and no right be held; and where reading was
    refused, Intacct's own list of rights says the same.
    """
    off, on = (_applications(answers, outcome) for outcome in (FAILED, PASSED))
    judged = [_by_subscriptions(answer, off=off, on=on) for answer in answers]
    refused = {
        answer.question.entity_id for answer in judged if _tells(answer, "permission.missing")
    }
    return [_without_echo(answer, off=off, refused=refused) for answer in judged]


def _applications(answers: list[Answer], outcome: str) -> set[str]:
    return {
        answer.question.values.get("application", "")
        for answer in answers
        if answer.question.probe == ask.APPLICATION and answer.outcome == outcome
    }


def _by_subscriptions(answer: Answer, *, off: set[str], on: set[str]) -> Answer:
    """A refused read may blame the module, the user or the name; the list of subscriptions knows.

    Where the application is on, "disabled for your company or your current user" (E068) leaves the
    user, and an unknown object (E065, E076) is a name we asked for wrongly.
    """
    if answer.question.probe != ask.READ or not _tells(answer, "module.not_subscribed"):
        return answer
    application = answer.question.values.get("application", "")
    said = answer.diagnosis.values if answer.diagnosis else {}
    if application in off:
        return Answer(answer.question, SKIPPED)
    if application not in on:
        return Answer(answer.question, UNCLEAR, Diagnosis("intacct.unrecognized", said))
    if "current user" in said.get("quote", ""):
        return Answer(answer.question, FAILED, Diagnosis("permission.missing", said))
    return Answer(answer.question, UNCLEAR, Diagnosis("request.refused", said))


def _without_echo(answer: Answer, *, off: set[str], refused: set[str]) -> Answer:
    if answer.question.probe == ask.RIGHTS and answer.outcome == FAILED:
        if off:
            return replace(answer, outcome=SKIPPED, diagnosis=None)
        if answer.question.entity_id in refused:
            return replace(answer, diagnosis=None)
    return answer


def _as_one_user(answers: list[Answer]) -> Iterator[Answer]:
    """A user who may read nothing has one problem, not as many as there are objects."""
    reads: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.question.probe == ask.READ and answer.outcome != SKIPPED:
            reads[answer.question.entity_id].append(answer)
    powerless = {
        entity_id
        for entity_id, asked in reads.items()
        if len(asked) > 1 and all(_tells(answer, "permission.missing") for answer in asked)
    }
    told: set[str] = set()
    for answer in answers:
        entity_id = answer.question.entity_id
        if not _tells(answer, "permission.missing") or entity_id not in powerless:
            yield answer
            continue
        if entity_id not in told:
            told.add(entity_id)
            yield _whole(answer)
        yield replace(answer, diagnosis=None)


def _whole(answer: Answer) -> Answer:
    question = replace(answer.question, subject="")
    said = answer.diagnosis.values if answer.diagnosis else {}
    return Answer(question, FAILED, Diagnosis("permission.none", said))


def _tells(answer: Answer, code: str) -> bool:
    return answer.diagnosis is not None and answer.diagnosis.code == code
