"""A step that waits for somebody, by the customer's word or by the guide's."""

from collections.abc import Iterator

import pytest

from apps.checklists import queries, waiting
from apps.checklists.library import newest
from apps.checklists.models import Checklist, StepState
from apps.checklists.onboarding import onboard
from apps.checklists.standing import Place, places
from apps.tenants.scope import acting_for
from tests.checklists.walking import actions, attest, prove
from tests.factories import ROBOT


@pytest.fixture
def calance(db: None) -> Iterator[Checklist]:
    """The guide of a vendor whose customers buy a sender ID first."""
    made = onboard(
        name="Acme",
        guide=newest("calance"),
        environment="implementation",
        email="",
        actor=ROBOT,
    )
    with acting_for(made.tenant):
        yield queries.checklist_of(made.checklist.connection)


def place(checklist: Checklist, step_id: str) -> Place:
    return next(each for each in places(queries.known_of(checklist)) if each.step.id == step_id)


def row(step_id: str) -> StepState:
    return StepState.objects.get(step_id=step_id)


def pause(checklist: Checklist, step_id: str = "enable-web-services") -> None:
    waiting.pause(
        checklist=checklist,
        place=place(checklist, step_id),
        on="Our auditor",
        why="Only she may change the subscriptions",
        actor=ROBOT,
    )


def test_a_step_waits_for_whom_since_when_and_why(checklist: Checklist) -> None:
    pause(checklist)

    step = row("enable-web-services")
    assert (step.standing, step.state) == ("waiting", "todo")
    assert (step.waiting_on, step.waiting_why[:8]) == ("Our auditor", "Only she")
    assert step.waiting_since is not None
    assert actions(checklist, "step") == ["step.paused"]


def test_it_goes_on_when_somebody_says_so(checklist: Checklist) -> None:
    pause(checklist)

    waiting.resume(checklist=checklist, place=place(checklist, "enable-web-services"), actor=ROBOT)

    step = row("enable-web-services")
    assert (step.standing, step.waiting_on, step.waiting_since) == ("todo", "", None)
    assert actions(checklist, "step") == ["step.paused", "step.resumed"]


def test_what_is_proven_waits_for_nobody(checklist: Checklist) -> None:
    pause(checklist)

    prove(checklist, "passed", "web_services_on")

    assert (row("enable-web-services").standing, row("enable-web-services").waiting_on) == (
        "verified",
        "",
    )


def test_what_is_done_cannot_be_made_to_wait(checklist: Checklist) -> None:
    prove(checklist, "passed", "web_services_on")

    pause(checklist)

    assert row("enable-web-services").standing == "verified"
    assert "step.paused" not in actions(checklist, "step")


def test_a_purchase_is_waited_for_from_the_start_and_what_needs_it_later(
    calance: Checklist,
) -> None:
    assert row("buy-sender").standing == "waiting"
    assert row("buy-sender").waiting_on == "sage_account_manager"
    assert row("sender-password").standing == "todo"

    attest(calance, "buy-sender")

    assert row("buy-sender").standing == "attested"
    assert row("sender-password").standing == "waiting"
