import pytest

from apps.checks import probes, rest_probes
from apps.checks import questions as ask
from apps.checks.permissions import ALL, Holding
from apps.checks.questions import Question
from apps.intacct import Layer, Permission, Refused, Unreachable, UnreachableReason
from tests.checks.script import NO_PERMISSION, Scripted, entity, refused, session

EVERY = Question(ask.ENTITIES)
NO_ENTITY = refused(Layer.AUTHENTICATION, ("XL03000006", "Sign-in information is incorrect"))


def test_an_application_on_the_list_is_subscribed() -> None:
    assert probes.is_subscribed(("CO", "GL"), Question(ask.APPLICATION, "GL")) is None


def test_an_application_not_on_the_list_is_named_so() -> None:
    found = probes.is_subscribed(("CO",), Question(ask.APPLICATION, "GL"))

    assert found is not None
    assert found.code == "module.not_subscribed"


def test_an_object_that_can_be_queried_is_readable_even_when_empty() -> None:
    assert probes.may_read(Scripted(totals=0), session(), Question(ask.READ, "VENDOR")) is None


def test_a_refused_query_is_left_to_the_diagnosis() -> None:
    with pytest.raises(Refused):
        probes.may_read(Scripted(totals=NO_PERMISSION), session(), Question(ask.READ, "VENDOR"))


def test_an_entity_is_entered_by_its_id() -> None:
    client = Scripted()

    assert probes.opens_entity(client, session(), Question(ask.ENTITY, entity_id="100")) is None
    assert client.asked == ["100"]


def test_being_refused_at_an_entity_is_not_a_wrong_password() -> None:
    found = probes.opens_entity(Scripted(entered=NO_ENTITY), session(), Question(ask.ENTITY))

    assert found is not None
    assert found.code == "entity.closed"


@pytest.mark.parametrize(
    ("layer", "words", "code"),
    [
        (Layer.AUTHENTICATION, "Top level access only", "entity.top_level_only"),
        (Layer.FUNCTION, "You do not have permission for API operation", "entity.closed"),
        (Layer.AUTHENTICATION, "Invalid session q....", "session.ended"),
        (Layer.AUTHENTICATION, "The moon is full", "intacct.unrecognized"),
    ],
)
def test_an_entity_is_blamed_only_for_what_means_it(layer: Layer, words: str, code: str) -> None:
    client = Scripted(entered=refused(layer, ("", words)))

    found = probes.opens_entity(client, session(), Question(ask.ENTITY))

    assert found is not None
    assert found.code == code


def test_what_the_user_holds_is_read_from_intacct_s_own_list() -> None:
    listed = (Permission("Time ", "My Expenses", ("List", "View")),)

    held = probes.holdings(Scripted(permissions=listed), session(), "Craftable")

    assert held == (Holding("Time", "My Expenses", ("List", "View")),)


def test_a_shortfall_names_places_and_rights() -> None:
    found = probes.shortfall(
        (Holding("General Ledger", "Accounts", ("List", "View")), Holding("Purchasing", "", ALL))
    )

    assert found.code == "permission.short"
    assert found.values == {
        "lacking": "**General Ledger › Accounts** (List, View); "
        "**Purchasing** (List, View, Add, Edit, Delete)",
        "places": "General Ledger, Purchasing",
    }


def test_silence_at_an_entity_tells_nothing_of_it() -> None:
    client = Scripted(entered=Unreachable(UnreachableReason.TIMEOUT))

    with pytest.raises(Unreachable):
        probes.opens_entity(client, session(), Question(ask.ENTITY))


def test_all_entities_open_when_as_many_as_there_are() -> None:
    assert probes.opens_every_entity(Scripted(totals=2), session(), EVERY) is None


def test_fewer_entities_than_there_are_name_those_seen() -> None:
    found = probes.opens_every_entity(Scripted(totals=3), session(), EVERY)

    assert found is not None
    assert found.code == "entity.top_level_closed"
    assert found.values == {"seen": "2", "entities": "100, 200"}


def test_many_entities_are_named_by_the_first_five() -> None:
    client = Scripted(totals=9, open_entities=tuple(entity(str(each)) for each in range(7)))

    found = probes.opens_every_entity(client, session(), EVERY)

    assert found is not None
    assert found.values == {"seen": "7", "entities": "0, 1, 2, 3, 4"}


def test_a_user_who_may_not_count_entities_is_judged_by_the_role_question() -> None:
    client = Scripted(totals=NO_PERMISSION)

    assert probes.opens_every_entity(client, session(), EVERY) is None


def test_a_session_inside_an_entity_is_not_at_the_top() -> None:
    found = probes.opens_every_entity(Scripted(), session(entity_id="100"), EVERY)

    assert found is not None
    assert found.code == "entity.top_level_closed"


def test_every_question_beyond_sign_in_has_a_probe_but_those_a_list_answers() -> None:
    lists = {ask.APPLICATION, ask.RIGHTS}

    behind_the_door = set(ask.PURPOSES) - {*ask.COMPANY_WIDE, ask.SIGN_IN} - lists
    assert set(probes.PROBES) == behind_the_door - {ask.USER}
    assert set(rest_probes.PROBES) == behind_the_door
