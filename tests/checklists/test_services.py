import pytest

from apps.checklists import queries, services
from apps.checklists.models import Checklist, StepState
from apps.checklists.settling import settle
from apps.checks.models import Proof
from apps.connections.models import Connection, WebServicesUser
from apps.vault import services as vault
from apps.vault.models import SealedSecret
from tests.checklists.walking import (
    actions,
    answer,
    decide,
    do_everything,
    prove,
    state_of,
    step,
)
from tests.factories import ROBOT


def test_a_checklist_begins_with_every_step_to_do(checklist: Checklist) -> None:
    states = StepState.objects.filter(checklist=checklist)

    assert {row.step_id for row in states} == {
        each.id for each in queries.known_of(checklist).steps
    }
    assert {row.state for row in states} == {"todo"}
    assert (checklist.guide_slug, checklist.guide_version) == ("craftable", 1)


def test_the_guide_tells_the_connection_what_to_demand(checklist: Checklist) -> None:
    demands = checklist.connection.requirements

    assert {each["code"] for each in demands["applications"]} == {"CO", "CM", "GL", "AP", "AR"}
    assert {each["object"] for each in demands["objects"]} > {"VENDOR", "CUSTOMER"}


def test_a_decision_is_kept_and_steps_fall_away(checklist: Checklist) -> None:
    decide(checklist, role_kind="admin", level="top")

    checklist.refresh_from_db()
    assert checklist.decisions == {"role_kind": "admin", "level": "top"}
    assert "role" not in {each.id for each in queries.known_of(checklist).steps}
    assert actions(checklist, "decision") == ["decision.made"] * 2


def test_choosing_entities_changes_what_is_asked_of_the_company(checklist: Checklist) -> None:
    decide(checklist, level="entity")

    connection = Connection.objects.get(id=checklist.connection_id)
    assert connection.level == "entity"


def test_an_option_the_step_does_not_have_is_refused(checklist: Checklist) -> None:
    with pytest.raises(ValueError, match="no option"):
        decide(checklist, role_kind="king")


def test_a_step_without_a_decision_has_no_option(checklist: Checklist) -> None:
    company = step(checklist, "company")

    with pytest.raises(ValueError, match="no option"):
        services.decide(checklist=checklist, step=company, option="admin", actor=ROBOT)


def test_answers_are_kept_byte_for_byte(checklist: Checklist) -> None:
    answer(checklist, "company", company_id="aLdErFinch-prod")
    answer(checklist, "user", user_id="cRaft able", password="  canary spaced  ")

    user = WebServicesUser.objects.get()
    opened = vault.open_for_check(
        tenant_id=checklist.tenant_id,
        connection_id=checklist.connection_id,
        field=user.password_field,
    )
    assert Connection.objects.get().company_id == "aLdErFinch-prod"
    assert user.user_id == "cRaft able"
    assert opened.reveal() == "  canary spaced  "


def test_no_secret_and_no_user_stays_in_the_checklist(checklist: Checklist) -> None:
    answer(checklist, "user", user_id="Craftable", password="canary-1f2e")

    checklist.refresh_from_db()
    assert checklist.answers == {}


def test_entities_no_longer_listed_are_forgotten(checklist: Checklist) -> None:
    decide(checklist, role_kind="admin", level="entity")
    answer(checklist, "entities", entity_ids="100\n200")
    prove(checklist)
    Proof.objects.filter(purpose="entity_access").update(entity_id="200")

    answer(checklist, "entities", entity_ids="100")

    assert not Proof.objects.filter(entity_id="200").exists()


def test_two_tabs_do_not_undo_each_other(checklist: Checklist) -> None:
    other = queries.checklist_of(checklist.connection)

    decide(checklist, role_kind="admin")
    decide(other, level="single")

    assert other.decisions == {"role_kind": "admin", "level": "single"}


def test_steps_per_entity_end_and_finish_can_start(checklist: Checklist) -> None:
    decide(checklist, role_kind="admin", level="entity")
    answer(checklist, "entities", entity_ids="100\r\n200")

    rows = StepState.objects.filter(step_id="user").values_list("entity_id", flat=True)

    assert set(rows) == {"100", "200"}


def test_an_entity_taken_off_the_list_takes_its_user_and_password_along(
    checklist: Checklist,
) -> None:
    decide(checklist, role_kind="admin", level="entity")
    answer(checklist, "entities", entity_ids="100\n200")
    for entity_id in ("100", "200"):
        answer(checklist, "user", entity_id=entity_id, user_id="C", password="canary-0b7e")

    answer(checklist, "entities", entity_ids="100")

    assert WebServicesUser.objects.get().entity_id == "100"
    kept = SealedSecret.objects.filter(forgotten_at=None).values_list("field", flat=True)
    assert list(kept) == ["user_password/100"]


def test_a_connected_company_with_a_step_to_do_is_being_set_up_again(checklist: Checklist) -> None:
    do_everything(checklist)

    decide(checklist, level="entity")

    assert Connection.objects.get().state == "setting_up"


def test_with_every_step_done_it_is_connected(checklist: Checklist) -> None:
    do_everything(checklist)

    assert set(StepState.objects.values_list("state", flat=True)) == {"done"}
    assert Connection.objects.get().state == "connected"
    assert actions(checklist, "connection")[-1] == "connection.connected"


def test_with_one_step_left_it_is_not(checklist: Checklist) -> None:
    do_everything(checklist)
    Connection.objects.update(state="setting_up", connected_at=None)
    StepState.objects.update(attested_at=None)

    settle(checklist=queries.checklist_of(checklist.connection))

    assert Connection.objects.get().state == "setting_up"


def test_a_disproven_purpose_reopens_its_step_and_no_other(checklist: Checklist) -> None:
    do_everything(checklist)

    prove(checklist, "failed", "sender_authorized")

    open_steps = StepState.objects.exclude(state="done")
    assert [(row.step_id, row.state) for row in open_steps] == [("sender", "problem")]
    assert actions(checklist, "step")[-1] == "step.reopened"

    prove(checklist, "passed", "sender_authorized")
    assert state_of(checklist, "sender") == "done"


def test_a_state_that_stays_keeps_its_date_and_says_nothing(checklist: Checklist) -> None:
    prove(checklist, "passed", "web_services_on")
    since, told = (
        StepState.objects.get(step_id="enable-web-services").since,
        len(actions(checklist, "step")),
    )

    settle(checklist=checklist)

    assert StepState.objects.get(step_id="enable-web-services").since == since
    assert len(actions(checklist, "step")) == told
