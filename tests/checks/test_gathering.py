"""One cause, one finding."""

from apps.checks import questions as ask
from apps.checks.diagnosis import Diagnosis
from apps.checks.gathering import gathered
from apps.checks.interview import Answer
from apps.checks.questions import Question

DISABLED = "This feature is disabled for your company or your current user"
NO_OBJECT = "Object definition VENDOR9 not found"


def about(probe: str, outcome: str, code: str = "", *, quote: str = "", **place: str) -> Answer:
    """An answer about Accounts Payable, in an entity where one is given."""
    values = {"application": place.get("application", "Accounts Payable")}
    question = Question(probe, place.get("subject", ""), place.get("entity_id", ""), values)
    return Answer(question, outcome, Diagnosis(code, {"quote": quote}) if code else None)


def off() -> Answer:
    return about(ask.APPLICATION, "failed", "module.not_subscribed")


def on() -> Answer:
    return about(ask.APPLICATION, "passed")


def unreadable(quote: str = NO_OBJECT) -> Answer:
    return about(ask.READ, "failed", "module.not_subscribed", quote=quote, subject="VENDOR")


def no_permission(subject: str = "VENDOR", entity_id: str = "") -> Answer:
    return about(ask.READ, "failed", "permission.missing", subject=subject, entity_id=entity_id)


def short(entity_id: str = "") -> Answer:
    return about(ask.RIGHTS, "failed", "permission.short", entity_id=entity_id)


def told(*answers: Answer) -> list[tuple[str, str, str]]:
    """Probe, outcome and code of each gathered answer."""
    return [
        (answer.question.probe, answer.outcome, answer.diagnosis.code if answer.diagnosis else "")
        for answer in gathered(list(answers))
    ]


def test_what_passes_stays_as_it_is() -> None:
    answers = [on(), about(ask.READ, "passed", subject="VENDOR"), about(ask.RIGHTS, "passed")]

    assert gathered(answers) == answers


def test_of_an_application_that_is_off_nothing_else_is_told() -> None:
    assert told(off(), unreadable(), short()) == [
        (ask.APPLICATION, "failed", "module.not_subscribed"),
        (ask.READ, "skipped", ""),
        (ask.RIGHTS, "skipped", ""),
    ]


def test_where_the_application_is_on_a_disabled_feature_is_the_user_s_right() -> None:
    assert told(on(), unreadable(DISABLED))[1] == (ask.READ, "failed", "permission.missing")


def test_where_the_application_is_on_an_unknown_object_is_our_mistake() -> None:
    assert told(on(), unreadable())[1] == (ask.READ, "unclear", "request.refused")


def test_where_nobody_asked_for_applications_it_cannot_be_told() -> None:
    assert told(unreadable()) == [(ask.READ, "unclear", "intacct.unrecognized")]


def test_an_other_application_that_is_off_does_not_excuse_this_one() -> None:
    other = about(ask.APPLICATION, "failed", "module.not_subscribed", application="Purchasing")

    assert told(other, on(), unreadable())[2] == (ask.READ, "unclear", "request.refused")


def test_a_refused_read_says_what_the_list_of_rights_repeats() -> None:
    answers = told(about(ask.READ, "passed", subject="CUSTOMER"), no_permission(), short())

    assert answers[1:] == [
        (ask.READ, "failed", "permission.missing"),
        (ask.RIGHTS, "failed", ""),
    ]


def test_another_entity_s_refusal_does_not_speak_for_this_one() -> None:
    answers = told(
        about(ask.READ, "passed", subject="CUSTOMER", entity_id="100"),
        no_permission(entity_id="100"),
        short("200"),
    )

    assert answers[-1] == (ask.RIGHTS, "failed", "permission.short")


def test_a_user_who_may_read_nothing_has_one_problem() -> None:
    answers = gathered([no_permission("VENDOR"), no_permission("CUSTOMER")])

    codes = [answer.diagnosis.code for answer in answers if answer.diagnosis]
    assert codes == ["permission.none"]
    assert [answer.outcome for answer in answers] == ["failed"] * 3


def test_each_powerless_user_has_its_own() -> None:
    answers = gathered(
        [no_permission(subject, entity) for entity in ("1", "2") for subject in ("A", "B")]
    )

    told = [(each.question.entity_id, each.diagnosis.code) for each in answers if each.diagnosis]
    assert told == [("1", "permission.none"), ("2", "permission.none")]


def test_one_object_refused_of_one_asked_is_just_that_object() -> None:
    assert told(no_permission()) == [(ask.READ, "failed", "permission.missing")]
