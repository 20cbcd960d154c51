import pytest
from django.http import QueryDict

from apps.checklists import queries
from apps.checklists import services as checklists
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.portal.answers import answers_form
from apps.portal.forms import AnswersForm, JoinForm
from apps.vault.secret import Secret
from tests.factories import ROBOT
from tests.portal.planting import decide, stop_at, walk_of


def form(connection: Connection, step_id: str, **posted: str) -> AnswersForm:
    walk = walk_of(connection)
    data = QueryDict(mutable=True)
    data.update(posted)
    made = answers_form(walk, stop_at(walk, step_id), data if posted else None)
    assert made is not None
    return made


def name_user(connection: Connection) -> None:
    connections.save_user(
        connection=connection,
        entity_id="",
        user_id="Robot",
        password=Secret("canary-77aa"),
        actor=ROBOT,
    )


def test_a_step_that_asks_nothing_has_no_form(connection: Connection) -> None:
    walk = walk_of(connection)

    assert answers_form(walk, stop_at(walk, "sender")) is None


def test_a_password_is_taken_with_its_spaces(connection: Connection) -> None:
    given = form(
        connection,
        "user",
        user_id="Craftable",
        user_password="  p\tw  ",
        user_password_as_typed="on",
    )

    assert given.is_valid()
    assert given.secrets == {"user_password": Secret("  p\tw  ")}
    assert given.answers == {"user_id": "Craftable"}


def test_what_cannot_be_typed_is_told_with_its_field(connection: Connection) -> None:
    given = form(connection, "user", user_id="Craft\u200bable", user_password="x\x01")

    assert [problem["text"] for problem in given.problems()] == [
        "Web Services user ID contains an invisible character. Type it again.",
        "Password of the Web Services user contains a character that cannot be typed."
        " Paste it again.",
    ]


def test_spaces_around_an_id_are_told_not_taken_away(connection: Connection) -> None:
    given = form(connection, "user", user_id=" Craftable", user_password="x")

    assert not given.is_valid()
    assert given.problems() == [
        {
            "href": "#id_user_id",
            "text": "Web Services user ID must not begin or end with a space.",
        }
    ]


def test_a_stored_password_may_be_left_blank_to_keep_it(connection: Connection) -> None:
    name_user(connection)

    given = form(connection, "user", user_id="Robot", user_password="")

    assert given.is_valid()
    assert given.secrets == {}


def test_without_a_stored_password_one_is_needed(connection: Connection) -> None:
    given = form(connection, "user", user_id="Robot", user_password="")

    assert [problem["href"] for problem in given.problems()] == ["#id_user_password"]


def test_what_is_stored_is_told_and_never_shown(connection: Connection) -> None:
    name_user(connection)

    html = form(connection, "user").as_p()

    assert "canary-77aa" not in html
    assert "by Robot. Leave blank to keep it." in html


def test_a_refused_password_is_not_sent_back(connection: Connection) -> None:
    given = form(connection, "user", user_id="", user_password="canary-9e9e")

    assert not given.is_valid()
    assert "canary-9e9e" not in given.as_p()


def test_known_answers_and_the_guide_s_defaults_fill_the_form(connection: Connection) -> None:
    decide(connection, role_kind="restricted")
    assert form(connection, "role")["role_title"].initial == "Craftable"

    walk = walk_of(connection)
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk, "role").place.step,
        entity_id="",
        answers={"role_title": "cRaft"},
        secrets={},
        actor=ROBOT,
    )

    assert form(connection, "role")["role_title"].initial == "cRaft"


def test_an_answer_longer_than_intacct_s_is_told(connection: Connection) -> None:
    given = form(connection, "company", company_id="x" * 81)

    assert [problem["text"] for problem in given.problems()] == [
        "Company ID must have 80 characters or fewer."
    ]


def test_one_entity_id_too_long_among_many_is_told(connection: Connection) -> None:
    decide(connection, role_kind="admin", level="entity")

    many = "\n".join(f"E{number}" for number in range(40))
    assert form(connection, "entities", entity_ids=many).is_valid()
    assert not form(connection, "entities", entity_ids="100\n" + "x" * 81).is_valid()


@pytest.mark.parametrize(
    ("password", "accepted"), [("short", False), ("password1234", False), ("tall oak 47 ", True)]
)
def test_a_new_person_needs_a_password_that_is_hard_to_guess(
    password: str, *, accepted: bool
) -> None:
    joining = JoinForm({"name": "Priya", "password": password}, email="priya@example.com")

    assert joining.is_valid() is accepted
    if accepted:
        assert joining.cleaned_data["password"] == password
