from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.models import StepState
from apps.connections.models import Connection
from apps.portal.walk import Walk
from tests.factories import ROBOT
from tests.portal.planting import decide, name_company, plant_run, stop_at, walk_of


def list_entities(connection: Connection, ids: str) -> Walk:
    decide(connection, role_kind="admin", level="entity")
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "entities").place.step,
        entity_id="",
        answers={"entity_ids": ids},
        secrets={},
        actor=ROBOT,
    )
    return walk_of(connection)


def test_a_step_that_does_not_apply_is_no_stop(connection: Connection) -> None:
    decide(connection, role_kind="admin", level="top")

    assert walk_of(connection).stop_at("role", "") is None
    assert walk_of(connection).stop_at("nowhere", "") is None
    assert walk_of(connection).stop_at("company", "100") is None


def test_a_repeated_step_stops_once_per_entity_and_names_it(connection: Connection) -> None:
    walk = list_entities(connection, "100\nA B")

    first, second = stop_at(walk, "user", "100"), stop_at(walk, "user", "A B")
    assert second.number == first.number + 1
    assert second.title.endswith(": entity A B")
    assert second.url.endswith("/steps/user/?entity=A+B")


def test_an_answered_step_waits_for_a_check(connection: Connection) -> None:
    name_company(connection, "AlderFinch")

    assert stop_at(walk_of(connection), "company").status == "working"


def test_an_attested_step_says_so(connection: Connection) -> None:
    stop = stop_at(walk_of(connection), "finish")
    checklist = queries.checklist_of(connection)
    StepState.objects.update(state="done")
    checklists.attest(checklist=checklist, step=stop.place.step, actor=ROBOT)

    assert stop_at(walk_of(connection), "finish").status == "attested"


def test_the_customer_s_values_stand_in_the_words(connection: Connection) -> None:
    name_company(connection, "AlderFinch")

    values = walk_of(connection).values
    assert (values["company_id"], values["sender_id"]) == ("AlderFinch", "CraftableMPP")


def test_with_nothing_left_there_is_no_current_step(connection: Connection) -> None:
    plant_run(connection)
    walk = walk_of(connection)
    assert walk.current == walk.stops[0]

    walk.__dict__["stops"] = ()

    assert walk.current is None


def test_what_only_a_check_can_prove_stands_in_nobody_s_way(connection: Connection) -> None:
    """The role is proven by the user's sign-in: the step that makes the user cannot wait for it."""
    decide(connection, role_kind="restricted", level="top")
    before = stop_at(walk_of(connection), "user").status
    checklists.answer(
        checklist=queries.checklist_of(connection),
        step=stop_at(walk_of(connection), "role").place.step,
        entity_id="",
        answers={"role_title": "Craftable"},
        secrets={},
        actor=ROBOT,
    )

    assert before == "blocked"
    assert stop_at(walk_of(connection), "user").status == "todo"
    assert stop_at(walk_of(connection), "finish").status == "blocked"
