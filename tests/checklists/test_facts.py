"""Facts the customer looks up, and options that are for other environments."""

from collections.abc import Iterator

import pytest

from apps.checklists import queries, services
from apps.checklists.facts import Unsuitable, context_of
from apps.checklists.library import newest
from apps.checklists.models import Checklist
from apps.checklists.onboarding import onboard
from apps.tenants.scope import acting_for
from tests.checklists.walking import actions, step
from tests.factories import ROBOT


@pytest.fixture
def workato(db: None) -> Iterator[Checklist]:
    """A guide that asks how the company gives permissions."""
    made = onboard(
        name="Acme", guide=newest("workato"), environment="production", email="", actor=ROBOT
    )
    with acting_for(made.tenant):
        yield queries.checklist_of(made.checklist.connection)


def find(checklist: Checklist, option: str) -> None:
    services.decide(
        checklist=checklist,
        step=step(checklist, "permission-type"),
        option=option,
        actor=ROBOT,
    )


def test_a_fact_is_kept_apart_from_decisions(workato: Checklist) -> None:
    find(workato, "users")

    workato.refresh_from_db()
    assert (workato.facts, workato.decisions) == ({"permission_type": "users"}, {})
    assert actions(workato, "fact") == ["fact.found"]


def test_conditions_speak_of_facts_decisions_and_the_environment(workato: Checklist) -> None:
    find(workato, "users")

    assert context_of(workato) == {"permission_type": "users", "environment": "production"}


def test_what_was_found_can_be_found_otherwise_later(workato: Checklist) -> None:
    find(workato, "users")
    find(workato, "roles")

    assert context_of(workato)["permission_type"] == "roles"


def test_a_non_production_client_is_refused_for_a_production_company(db: None) -> None:
    made = onboard(
        name="Acme", guide=newest("oleria"), environment="production", email="", actor=ROBOT
    )
    with acting_for(made.tenant):
        checklist = queries.checklist_of(made.checklist.connection)
        choose = step(checklist, "choose-scope")

        with pytest.raises(Unsuitable, match="Non-production does not suit a connection in prod"):
            services.decide(checklist=checklist, step=choose, option="non_production", actor=ROBOT)

        assert checklist.decisions == {}
