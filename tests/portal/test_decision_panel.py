"""Choices and facts: what each does, why one cannot be taken, and what changing would do."""

from typing import Any

from django.test import Client

from apps.checklists.models import Checklist
from apps.portal.decision_panel import decision_panel
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.planting import decide, stop_at, walk_of


def options(customer: Customer, step_id: str, **decided: str) -> dict[str, dict[str, Any]]:
    with acting_for(customer.tenant):
        decide(customer.connection, **decided)
        walk = walk_of(customer.connection)
        panel = decision_panel(walk, stop_at(walk, step_id))
    assert panel is not None
    return {each["value"]: each for each in panel["options"]}


def url(customer: Customer, step_id: str) -> str:
    path = f"/t/{customer.tenant.slug}/connections/{customer.connection.id}/steps/{step_id}/"
    return f"{path}decision/"


def facts_of(customer: Customer) -> Any:
    with acting_for(customer.tenant):
        return Checklist.objects.get(connection=customer.connection).facts


def test_what_does_not_suit_the_environment_says_why(linden: Customer) -> None:
    shown = options(linden, "scope")

    assert shown["live"]["unsuitable"] == "Only for production. This company is implementation."
    assert (shown["trial"]["unsuitable"], shown["trial"]["worked_when"]) == ("", "It says Trial.")


def test_what_does_not_suit_is_refused_with_the_reason(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    answer = client.post(url(linden, "scope"), {"scope": "live"}, follow=True)

    assert "Live does not suit a connection in implementation." in answer.content.decode()


def test_changing_says_which_steps_come_and_go(linden: Customer) -> None:
    now_top = options(linden, "level", level="top")
    now_entity = options(linden, "level", level="entity")

    assert now_top["entity"]["effect"] == "Adds “List your entities”. Repeats “Create the user”."
    assert now_entity["top"]["effect"].startswith("Takes away “List your entities”")
    assert now_entity["entity"]["effect"] == ""


def test_before_anything_is_chosen_nothing_would_change(linden: Customer) -> None:
    assert {each["effect"] for each in options(linden, "level").values()} == {""}


def test_a_fact_is_kept_and_can_be_looked_up_again(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    client.post(url(linden, "permission-type"), {"permission_type": "role"})
    first = facts_of(linden)
    client.post(url(linden, "permission-type"), {"permission_type": "user"})

    assert (first, facts_of(linden)) == ({"permission_type": "role"}, {"permission_type": "user"})
    assert options(linden, "permission-type")["user"]["chosen"]


def test_an_option_that_is_none_is_refused(linden: Customer, client: Client) -> None:
    client.force_login(linden.admin)

    answer = client.post(url(linden, "level"), {"level": "moon"}, follow=True)

    assert "Choose one of the options." in answer.content.decode()
