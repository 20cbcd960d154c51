"""A refusal tells of what it names, whatever was being asked when it came.

Intacct looks at company, sender ID and user again at every call. What is taken away in the middle
of a run is therefore refused to the next question, which it says nothing about.
"""

from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import FAILED, SKIPPED, STAGE_OF_PURPOSE, Answer

Stage = tuple[str, str]
"""A stage of the way in, and the entity it was for; the door's stages are for none."""


def attributed(answers: list[Answer]) -> list[Answer]:
    """Let the stage that a late refusal names fail; what was asked then was not reached."""
    late: dict[Stage, Diagnosis] = {}
    for answer in answers:
        stage = _named_stage(answer)
        if stage is not None and answer.diagnosis is not None:
            late.setdefault(stage, answer.diagnosis)
    return [_placed(answer, late) for answer in answers]


def _placed(answer: Answer, late: dict[Stage, Diagnosis]) -> Answer:
    if _named_stage(answer) is not None:
        return Answer(answer.question, SKIPPED)
    own = (answer.question.probe, answer.question.entity_id)
    return Answer(answer.question, FAILED, late[own]) if own in late else answer


def _named_stage(answer: Answer) -> Stage | None:
    """The stage that a refusal of a later question names; None where it belongs where it came."""
    if answer.diagnosis is None or answer.question.probe in {*ask.COMPANY_WIDE, ask.SIGN_IN}:
        return None
    purpose = CATALOGUE[answer.diagnosis.code].purpose
    stage = STAGE_OF_PURPOSE.get(purpose, "")
    if purpose not in ask.PURPOSES.get(stage, ()):
        return None
    return (stage, "" if stage in ask.COMPANY_WIDE else answer.question.entity_id)
