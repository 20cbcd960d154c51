import re

import pytest

from apps.checklists.guide.purposes import PROBED
from apps.checks import gateway
from apps.checks import questions as ask
from apps.checks.catalogue import CATALOGUE, oauth
from apps.checks.findings import Kind, tell
from apps.checks.objects import PLACES
from apps.checks.questions import Caller, Question
from apps.connections.models import ClientApplication, Connection, Sender

# What the answer itself brings to a finding's words, beside the question's values.
BROUGHT = {
    "quote": "No",
    "seen": "1",
    "entities": "100",
    "until": "3 May",
    "lacking": "Add",
    "places": "General Ledger",
    "approved_company": "Other",
    "approved_user": "admin",
    "status": "inactive",
    "user_id": "Robot",
}
OWN = {"client.not_authorized", "username.refused", "username.stopped"}


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


def assert_words_are_complete(asked: tuple[Question, ...], kinds: list[Kind]) -> None:
    for kind in kinds:
        first = next((each for each in asked if kind.purpose in ask.PURPOSES[each.probe]), None)
        if first is not None:
            entity = {"entity_id": "100"} if kind.purpose == "entity_access" else {}
            told = tell(kind, {**first.values, **BROUGHT, **entity})
            assert "…" not in repr(told), kind.code


def test_a_question_brings_every_value_its_findings_speak_of(connection: Connection) -> None:
    over_rest = {kind.code for kind in oauth.KINDS}

    kinds = [kind for kind in CATALOGUE.values() if kind.code not in over_rest]
    assert_words_are_complete(plan(connection), kinds)


@pytest.mark.parametrize("auth", ["authorization_code", "client_credentials"])
def test_over_rest_too(connection: Connection, auth: str) -> None:
    connection.auth, connection.client_id = auth, "b59.app.sage.com"
    callers = [Caller("", "Robot")]

    kinds = [kind for kind in oauth.KINDS if auth == "client_credentials" or kind.code not in OWN]
    assert_words_are_complete(ask.plan(connection, callers), kinds)


@pytest.mark.parametrize("auth", PROBED)
def test_what_a_guide_must_have_a_step_for_is_what_is_asked(
    connection: Connection, auth: str
) -> None:
    connection.auth = auth

    asked = ask.plan(connection, [Caller("", "Robot")])
    assert {each for question in asked for each in ask.PURPOSES[question.probe]} == set(
        PROBED[auth]
    )


@pytest.mark.parametrize(
    ("auth", "probes"),
    [
        ("authorization_code", "reach client approval company sender entities read*5 user"),
        (
            "client_credentials",
            "reach client company web_services pairing admitted sign_in entities read*5 user",
        ),
    ],
)
def test_over_rest_objects_have_their_rest_names(
    connection: Connection, auth: str, probes: str
) -> None:
    connection.auth = auth

    asked = ask.plan(connection, [Caller("", "Robot")])
    assert " ".join(each.probe for each in asked) == probes.replace("read*5", "read " * 4 + "read")
    read = [each.subject for each in asked if each.probe == ask.READ]
    assert read[0] == "company-config/department"
    assert all(each.values["object"] == each.subject for each in asked if each.probe == ask.READ)


def test_a_connection_by_approval_speaks_of_the_application_s_sender(
    connection: Connection,
) -> None:
    connection.auth = "authorization_code"
    connection.application = ClientApplication(
        client_id="b59.app.sage.com", sender=Sender(sender_id="OtherMPP")
    )

    values = ask.plan(connection, [])[0].values
    assert (values["sender_id"], values["client_id"]) == ("OtherMPP", "b59.app.sage.com")


def test_every_purpose_a_finding_disproves_is_asked_about() -> None:
    asked = {purpose for purposes in ask.PURPOSES.values() for purpose in purposes}

    assert {kind.purpose for kind in CATALOGUE.values() if kind.purpose} <= asked


def test_every_place_is_named_as_on_intacct_s_screens() -> None:
    for name, place in PLACES.items():
        assert re.fullmatch(r"[A-Z]+", name)
        assert place.activity[0].isupper()
        assert place.words.startswith("the ")
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+/[a-z]+(-[a-z]+)*|projects/project", place.rest)
