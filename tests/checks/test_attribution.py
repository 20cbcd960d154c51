from apps.checks import questions as ask
from apps.checks.attribution import attributed
from apps.checks.diagnosis import Diagnosis
from apps.checks.interview import FAILED, PASSED, SKIPPED, Answer
from apps.checks.questions import Question


def outcomes(answers: list[Answer]) -> list[str]:
    return [answer.outcome for answer in answers]


def test_a_sender_removed_during_the_run_fails_as_the_sender() -> None:
    gone = Diagnosis("sender.not_authorized")
    asked = [
        Answer(Question(ask.SENDER), PASSED),
        Answer(Question(ask.SIGN_IN), PASSED),
        Answer(Question(ask.READ, subject="VENDOR"), FAILED, gone),
        Answer(Question(ask.ENTITIES), FAILED, gone),
    ]

    judged = attributed(asked)

    assert outcomes(judged) == [FAILED, PASSED, SKIPPED, SKIPPED]
    assert [answer.diagnosis for answer in judged] == [gone, None, None, None]


def test_a_user_locked_during_the_run_fails_in_its_own_entity() -> None:
    locked = Diagnosis("sign_in.locked")
    asked = [
        Answer(Question(ask.SIGN_IN, entity_id="100"), PASSED),
        Answer(Question(ask.SIGN_IN, entity_id="200"), PASSED),
        Answer(Question(ask.READ, subject="VENDOR", entity_id="200"), FAILED, locked),
    ]

    assert outcomes(attributed(asked)) == [PASSED, FAILED, SKIPPED]


def test_a_refusal_of_what_was_asked_stays_where_it_came() -> None:
    asked = [
        Answer(Question(ask.SENDER), FAILED, Diagnosis("sender.not_authorized")),
        Answer(Question(ask.ENTITIES), FAILED, Diagnosis("entity.top_level_closed")),
        Answer(Question(ask.READ), FAILED, Diagnosis("permission.missing")),
    ]

    assert attributed(asked) == asked


def test_an_approval_that_ends_during_the_run_fails_as_the_approval() -> None:
    ended = Diagnosis("approval.ended")
    asked = [
        Answer(Question(ask.APPROVAL), PASSED),
        Answer(Question(ask.SENDER), PASSED),
        Answer(Question(ask.READ, subject="accounts-payable/vendor"), FAILED, ended),
    ]

    judged = attributed(asked)

    assert outcomes(judged) == [FAILED, PASSED, SKIPPED]


def test_a_record_that_is_not_active_fails_as_the_sign_in() -> None:
    locked = Diagnosis("user.not_active")
    asked = [
        Answer(Question(ask.SIGN_IN, entity_id="100"), PASSED),
        Answer(Question(ask.USER, entity_id="100"), FAILED, locked),
    ]

    assert outcomes(attributed(asked)) == [FAILED, SKIPPED]
