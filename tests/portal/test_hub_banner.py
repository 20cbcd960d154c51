import pytest

from apps.connections import services as connections
from apps.connections.models import Approval, Connection, Grant
from apps.core.clock import now
from apps.portal.hub_banner import Banner, banner_of
from apps.tenants.scope import acting_for
from tests.factories import Customer
from tests.portal.approving import plant_approval, plant_grant
from tests.portal.planting import plant_run, walk_of

State = Approval.State
CHECKING = "Approved by Alice. Checking…"


def banner(customer: Customer) -> Banner | None:
    with acting_for(customer.tenant):
        return banner_of(walk_of(customer.connection))


def come_back(customer: Customer, state: str = State.RETURNED) -> None:
    with acting_for(customer.tenant):
        plant_approval(customer.connection, customer.admin, state=state, finished_at=now())


def test_while_nothing_happens_nothing_is_said(alder: Customer) -> None:
    assert banner(alder) is None


@pytest.mark.parametrize("state", [State.RETURNED, State.EXCHANGING, State.GRANTED])
def test_an_approval_is_told_until_a_check_uses_it(alder: Customer, state: str) -> None:
    come_back(alder, state)

    shown = banner(alder)

    assert shown is not None
    assert (shown.kind, shown.title) == ("info", CHECKING)
    assert shown.url.endswith("/steps/approve/#approval")


def test_once_a_check_used_it_it_is_no_news(alder: Customer) -> None:
    come_back(alder, State.GRANTED)
    with acting_for(alder.tenant):
        plant_run(alder.connection)

    assert banner(alder) is None


@pytest.mark.parametrize("state", [Grant.State.REFUSED, Grant.State.SUPERSEDED])
def test_an_ended_approval_leads_to_a_new_one(alder: Customer, state: str) -> None:
    with acting_for(alder.tenant):
        plant_grant(alder.connection, state=state)
        connections.move(connection=alder.connection, state=Connection.State.BROKEN)

    shown = banner(alder)

    assert shown is not None
    assert (shown.title, shown.label) == ("Sage Intacct stopped working", "Approve again")
    assert "ended the approval of Priya Nair" in shown.text
    assert shown.url.endswith("/steps/approve/#approval")
