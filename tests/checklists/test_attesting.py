"""A person's word for a step: whose it is, what it waits for, and how it is taken back."""

import pytest

from apps.audit.actor import Actor
from apps.checklists import services
from apps.checklists.models import Checklist, StepState
from apps.checks.models import Run
from apps.connections.models import Connection, WebServicesUser
from apps.core.clock import now
from apps.vault.models import SealedSecret
from tests.checklists.walking import (
    actions,
    answer,
    decide,
    do_everything,
    prove,
    step,
)
from tests.factories import ROBOT


def test_what_a_person_attests_bears_their_name(checklist: Checklist) -> None:
    do_everything(checklist)

    row = StepState.objects.get(step_id="finish")
    assert (row.attested_by, row.state) == ("Robot", "done")
    assert row.attested_at is not None
    assert actions(checklist, "step")[-2:] == ["step.attested", "step.verified"]


def test_the_first_name_under_an_attestation_stays(checklist: Checklist) -> None:
    do_everything(checklist)

    services.attest(
        checklist=checklist, step=step(checklist, "finish"), actor=Actor(id=None, label="Late")
    )

    assert StepState.objects.get(step_id="finish").attested_by == "Robot"


def test_an_attestation_can_be_taken_back(checklist: Checklist) -> None:
    do_everything(checklist)

    services.withdraw(checklist=checklist, step=step(checklist, "finish"), actor=ROBOT)

    row = StepState.objects.get(step_id="finish")
    assert (row.standing, row.attested_by, row.attested_at) == ("reopened", "", None)
    assert actions(checklist, "attestation") == ["attestation.withdrawn"]
    assert Connection.objects.get().state == "setting_up"

    services.withdraw(checklist=checklist, step=step(checklist, "finish"), actor=ROBOT)
    assert len(actions(checklist, "attestation")) == 1


def test_an_attested_step_that_goes_comes_back_attested(checklist: Checklist) -> None:
    do_everything(checklist)
    StepState.objects.filter(step_id="role").update(attested_by="Alice", attested_at=now())

    decide(checklist, role_kind="admin")
    gone = StepState.objects.get(step_id="role")
    decide(checklist, role_kind="restricted")

    assert (gone.state, gone.standing) == ("todo", "todo")
    assert StepState.objects.get(step_id="role").attested_by == "Alice"
    assert checklist.answers["role_title"] == "Craftable"
    assert StepState.objects.get(step_id="role").standing == "verified"


def test_entities_users_and_passwords_come_back_with_their_steps(checklist: Checklist) -> None:
    decide(checklist, role_kind="admin", level="entity")
    answer(checklist, "entities", entity_ids="100")
    answer(checklist, "user", entity_id="100", user_id="C", password="canary-0b7e")

    decide(checklist, level="single")
    assert {row.entity_id for row in StepState.objects.filter(step_id="user")} == {""}
    decide(checklist, level="entity")

    assert WebServicesUser.objects.get().entity_id == "100"
    assert SealedSecret.objects.filter(forgotten_at=None).count() == 1


def test_a_step_tells_who_moved_it_when_and_by_which_run(checklist: Checklist) -> None:
    do_everything(checklist)

    decided = StepState.objects.get(step_id="choose-role")
    proven = StepState.objects.get(step_id="enable-web-services")
    assert (decided.standing, decided.moved_by, decided.run) == ("attested", "Robot", None)
    assert (proven.standing, proven.moved_by) == ("verified", "Causeway")
    assert proven.run == Run.objects.get()
    assert proven.done_at == proven.since

    prove(checklist, "failed", "web_services_on")
    failed = StepState.objects.get(step_id="enable-web-services")
    assert (failed.standing, failed.state, failed.run) == ("failed", "problem", proven.run)
    assert failed.done_at == proven.done_at


def test_nothing_is_attested_before_what_it_needs(checklist: Checklist) -> None:
    with pytest.raises(services.TooEarly):
        services.attest(checklist=checklist, step=step(checklist, "finish"), actor=ROBOT)
