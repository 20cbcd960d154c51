from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.models import StepState
from apps.connections.models import Connection
from apps.portal.answers import answers_form
from apps.portal.step_page import StepPage, step_page
from tests.factories import ROBOT
from tests.portal.planting import decide, plant_finding, plant_run, stop_at, walk_of


def page(connection: Connection, step_id: str, *, may_edit: bool = True) -> StepPage:
    walk = walk_of(connection)
    stop = stop_at(walk, step_id)
    return step_page(walk, stop, answers_form(walk, stop), may_edit=may_edit)


def test_instructions_carry_paths_and_values_to_copy(connection: Connection) -> None:
    shown = page(connection, "sender").instructions

    assert shown[0].path == ["Company", "Setup", "Company"]
    values = [value for item in shown for value in item.values]
    assert [(each.label, each.value) for each in values] == [("Sender ID", "CraftableMPP")]
    assert all(each.copyable for each in values)


def test_a_menu_that_moved_shows_both_paths(connection: Connection) -> None:
    variants = page(connection, "enable-web-services").instructions[0].path_variants

    assert list(variants[0]["path"]) == ["Company", "Admin", "Subscriptions"]


def test_the_role_step_lists_each_application_with_its_permissions(
    connection: Connection,
) -> None:
    decide(connection, role_kind="restricted")

    matrices = [each.matrix for each in page(connection, "role").instructions if each.matrix]

    lines = [(line.application, line.rights) for line in matrices[0].lines]
    assert ("General Ledger", "All") in lines
    assert (len(lines), matrices[0].by_activity) == (5, False)


def test_a_decision_offers_its_options_and_marks_the_one_taken(connection: Connection) -> None:
    decide(connection, role_kind="admin")

    decision = page(connection, "choose-role").decision

    assert decision is not None
    assert decision["url"].endswith("/steps/choose-role/decision/")
    assert [(each["value"], each["chosen"]) for each in decision["options"]] == [
        ("restricted", False),
        ("admin", True),
    ]


def test_a_step_that_must_wait_says_for_what(connection: Connection) -> None:
    walk = walk_of(connection)
    first = stop_at(walk, "choose-role")

    blocked = page(connection, "user").blocked

    assert blocked == f"Do step {first.number} first: {first.title}."
    assert page(connection, "company").blocked == ""


def test_steps_lead_to_their_neighbours(connection: Connection) -> None:
    first, last = page(connection, "company"), page(connection, "finish")

    assert (first.number, first.previous_url) == (1, "")
    assert first.next_url.endswith("/steps/enable-web-services/")
    assert (last.number, last.next_url) == (last.total, "")


def test_the_last_step_is_attested_by_name(connection: Connection) -> None:
    checklist = queries.checklist_of(connection)
    step = stop_at(walk_of(connection), "finish").place.step
    StepState.objects.update(state="done")
    checklists.attest(checklist=checklist, step=step, actor=ROBOT)

    attestation = page(connection, "finish").attestation

    assert attestation is not None
    assert attestation.by == "Robot"
    assert attestation.at is not None


def test_a_failed_check_heads_the_page(connection: Connection) -> None:
    plant_finding(plant_run(connection, web_services_on="failed"), "web_services.off")

    summary = page(connection, "enable-web-services").error_summary

    assert summary == [{"href": "#result", "text": "Web Services is not switched on"}]


def test_who_may_not_edit_is_told_apart(connection: Connection) -> None:
    assert not page(connection, "company", may_edit=False).may_edit
