"""One cause, one finding: answers that say the same thing are gathered before they are told."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import FAILED, SKIPPED, Answer


def gathered(answers: list[Answer]) -> list[Answer]:
    """Keep one finding per cause: the application that is off, the user without any permission."""
    return list(_as_one_user(_without_echoes(answers)))


def _without_echoes(answers: list[Answer]) -> list[Answer]:
    """Drop what only repeats another answer.

    Of an application that is off nothing can be read, and no right be held; and where reading was
    refused, Intacct's own list of rights says the same.
    """
    off = any(_tells(answer, "module.not_subscribed") for answer in answers)
    refused = any(_tells(answer, "permission.missing") for answer in answers)
    return [_without_echo(answer, off=off, refused=refused) for answer in answers]


def _without_echo(answer: Answer, *, off: bool, refused: bool) -> Answer:
    if answer.question.probe == ask.READ and _tells(answer, "module.not_subscribed"):
        return Answer(answer.question, SKIPPED)
    if answer.question.probe == ask.RIGHTS and answer.outcome == FAILED:
        if off:
            return replace(answer, outcome=SKIPPED, diagnosis=None)
        if refused:
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
