"""What begins a check without anybody asking for one."""

import pytest
from django.db import transaction

from apps.checks.models import Run
from apps.connections.models import Approval
from apps.connections.signals import approval_finished
from apps.tenants.scope import acting_for
from tests.factories import Customer, make_customer


@pytest.fixture
def customer(db: None) -> Customer:
    return make_customer()


def finished(customer: Customer, state: str) -> list[str]:
    """The runs that the end of an approval leads to."""
    with acting_for(customer.tenant), transaction.atomic():
        customer.connection.company_id = "Acme"
        customer.connection.save(update_fields=["company_id"])
        approval = Approval(connection=customer.connection, started_by=customer.admin, state=state)
        approval_finished.send(Approval, connection=customer.connection, approval=approval)
        runs = Run.objects.filter(connection=customer.connection)
        return list(runs.values_list("requested_by", flat=True))


def test_a_granted_approval_is_checked_at_once_in_its_person_s_name(customer: Customer) -> None:
    assert finished(customer, Approval.State.GRANTED) == [customer.admin.as_actor.label]


@pytest.mark.parametrize("state", [Approval.State.DECLINED, Approval.State.QUARANTINED])
def test_any_other_end_asks_for_nothing(customer: Customer, state: str) -> None:
    assert finished(customer, state) == []
