from typing import Any

import pytest

from apps.connections.models import Approval, Connection, Grant
from apps.portal.approval_panel import ApprovalPanel, approval_panel
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.approving import (
    COMPANY,
    make_approving_customer,
    make_connection,
    plant_approval,
    plant_grant,
)
from tests.portal.planting import stop_at, walk_of

State = Approval.State
LONG = 11 * 60


def panel(customer: Customer, *, may_edit: bool = True) -> ApprovalPanel:
    with acting_for(customer.tenant):
        walk = walk_of(customer.connection)
        shown = approval_panel(walk, stop_at(walk, "approve"), may_edit=may_edit)
    assert shown is not None
    return shown


def plant(customer: Customer, state: str, **fields: Any) -> Approval:
    with acting_for(customer.tenant):
        return plant_approval(customer.connection, customer.admin, state=state, **fields)


def hold(customer: Customer, state: str = Grant.State.LIVE) -> None:
    with acting_for(customer.tenant):
        plant_grant(customer.connection, state=state)


def test_other_steps_have_no_such_panel(alder: Customer) -> None:
    with acting_for(alder.tenant):
        walk = walk_of(alder.connection)
        assert approval_panel(walk, stop_at(walk, "company"), may_edit=True) is None


def test_at_first_it_leads_to_intacct(alder: Customer) -> None:
    shown = panel(alder)

    assert shown.look.headline == "You are going to Sage Intacct to approve"
    assert (shown.look.leads, shown.look.button) == (True, "Continue to Sage Intacct")
    assert shown.link.endswith(shown.url.removesuffix("approval/"))


def test_without_a_company_nobody_is_sent_off(alder: Customer) -> None:
    with acting_for(alder.tenant):
        Connection.objects.update(company_id="")

    assert "company" in panel(alder).not_ready


def test_without_a_client_id_it_is_the_vendor_s_turn(alder: Customer) -> None:
    application = alder.connection.application
    assert application is not None
    application.client_id = ""
    application.save()

    assert "has not finished its own part" in panel(alder).not_ready


@pytest.mark.parametrize("state", [State.RETURNED, State.EXCHANGING])
def test_what_came_back_is_checked_and_watched(alder: Customer, state: str) -> None:
    plant(alder, state)

    shown = panel(alder)

    assert shown.look.headline == "Approved by Alice. Checking…"
    assert shown.poll_url == shown.url


def test_while_it_is_open_the_page_waits_for_it(alder: Customer) -> None:
    plant(alder, State.STARTED)

    shown = panel(alder)

    assert (shown.look.headline, shown.look.button) == (
        "Waiting for your approval in Sage Intacct",
        "Start the approval again",
    )
    assert shown.poll_url == ""


def test_after_ten_minutes_it_was_too_long(alder: Customer) -> None:
    plant(alder, State.STARTED, seconds_ago=LONG)

    shown = panel(alder)

    assert shown.look.headline == "That took longer than we can wait"
    assert "more than 10 minutes" in shown.look.text[0]
    assert shown.details[0]["value"] == "expired"


def test_what_came_to_nothing_says_why_and_what_is_kept(alder: Customer) -> None:
    approval = plant(alder, State.DECLINED, reason="declined")

    shown = panel(alder)

    assert shown.look.headline == "Approval was not given"
    assert "Nothing has changed, and your steps are saved." in shown.look.text
    assert shown.details[1]["value"] == f"APR-{approval.id.hex[:8].upper()}"
    assert shown.over == approval.id


def test_an_earlier_approval_that_still_works_is_named(alder: Customer) -> None:
    hold(alder)
    plant(alder, State.DECLINED, reason="declined")

    assert "The earlier approval of Priya Nair still works." in panel(alder).look.text


@pytest.mark.parametrize("reason", ["no_answer", "client_refused"])
def test_trouble_that_is_not_the_customer_s_stays_calm(alder: Customer, reason: str) -> None:
    plant(alder, State.FAILED, reason=reason)

    look = panel(alder).look

    assert (look.calm, look.mark) == (True, "unclear")


def test_a_given_approval_names_who_gave_it(alder: Customer) -> None:
    hold(alder)
    plant(alder, State.GRANTED)

    shown = panel(alder)

    assert (shown.look.given, shown.look.headline) == (True, "Approved by Priya Nair")
    assert "**pnair**" in shown.look.text[0]


@pytest.mark.parametrize("state", [Grant.State.REFUSED, Grant.State.SUPERSEDED])
def test_an_ended_approval_asks_for_a_new_one(alder: Customer, state: str) -> None:
    hold(alder, state)
    plant(alder, State.GRANTED)

    look = panel(alder).look

    assert look.headline == "The approval has ended"
    assert "ended the approval of Priya Nair" in look.text[0]


def test_another_company_is_shown_beside_the_one_that_was_meant(alder: Customer) -> None:
    found = {"company_id": "AlderFinch-imp", "user_id": "pnair", "differs": ["company_id"]}
    hold(alder, Grant.State.QUARANTINED)
    plant(alder, State.QUARANTINED, reason="wrong_company", found=found)

    shown = panel(alder)

    assert shown.look.headline == "You approved another company"
    assert (
        f"You approved **AlderFinch-imp**, but this connection is for **{COMPANY}**."
        in (shown.look.text[0])
    )
    assert shown.look.button == "Try again"
    assert (shown.other, shown.asked_by) == ("AlderFinch-imp", "")
    assert shown.ask_url.endswith("/approval/company/")


def test_another_connection_of_the_company_is_warned_of(alder: Customer) -> None:
    with acting_for(alder.tenant):
        plant_grant(make_connection(alder.tenant))

    assert panel(alder).others == (f"{COMPANY} (Production)",)


def test_another_tenant_s_connection_is_not_told(alder: Customer) -> None:
    hold(make_approving_customer("Globex"))

    assert panel(alder).others == ()
