import re

from apps.checks import gateway
from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import tell
from apps.checks.objects import PLACES
from apps.checks.questions import Question
from apps.connections.models import Connection

# What the answer itself brings to a finding's words, beside the question's values.
BROUGHT = {
    "quote": "No",
    "seen": "1",
    "entities": "100",
    "until": "3 May",
    "lacking": "Add",
    "places": "General Ledger",
}


def plan(connection: Connection) -> tuple[Question, ...]:
    return ask.plan(connection, gateway.callers_of(connection))


def test_before_any_user_only_the_door_is_asked(connection: Connection) -> None:
    assert [question.probe for question in ask.plan(connection, [])] == list(ask.DOOR)


def test_at_the_top_level_one_user_answers_all(connection: Connection) -> None:
    probes = [question.probe for question in plan(connection)]

    assert probes == [
        *ask.DOOR,
        ask.SIGN_IN,
        *[ask.APPLICATION] * 5,
        ask.ENTITIES,
        *[ask.READ] * 5,
        ask.RIGHTS,
    ]


def test_per_entity_each_user_is_asked_but_modules_once(two_entities: Connection) -> None:
    asked = plan(two_entities)

    per_entity = [ask.SIGN_IN, ask.ENTITY, *[ask.READ] * 5, ask.RIGHTS]
    assert [each.probe for each in asked if each.entity_id == "200"] == per_entity
    assert [each.probe for each in asked].count(ask.APPLICATION) == 5


def test_a_guide_that_demands_no_permissions_compares_none(connection: Connection) -> None:
    connection.requirements = {**connection.requirements, "permissions": []}

    assert ask.RIGHTS not in {question.probe for question in plan(connection)}


def test_every_line_has_words(two_entities: Connection) -> None:
    for question in plan(two_entities):
        assert ask.WORDS[question.probe].format_map(question.values)


def test_a_question_brings_every_value_its_findings_speak_of(connection: Connection) -> None:
    asked = plan(connection)

    for kind in CATALOGUE.values():
        first = next((each for each in asked if kind.purpose in ask.PURPOSES[each.probe]), None)
        if first is not None:
            entity = {"entity_id": "100"} if kind.purpose == "entity_access" else {}
            told = tell(kind, {**first.values, **BROUGHT, **entity})
            assert "…" not in repr(told), kind.code


def test_every_purpose_a_finding_disproves_is_asked_about() -> None:
    asked = {purpose for purposes in ask.PURPOSES.values() for purpose in purposes}

    assert {kind.purpose for kind in CATALOGUE.values() if kind.purpose} <= asked


def test_every_place_is_named_as_on_intacct_s_screens() -> None:
    for name, place in PLACES.items():
        assert re.fullmatch(r"[A-Z]+", name)
        assert place.activity[0].isupper()
        assert place.words.startswith("the ")
