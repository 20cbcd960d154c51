from collections.abc import Iterator

import pytest

from apps.checklists import queries
from apps.checklists.models import Checklist
from apps.tenants.scope import acting_for
from tests.factories import make_customer


@pytest.fixture
def checklist(db: None) -> Iterator[Checklist]:
    """A customer's checklist of Craftable's guide, nothing done, in its tenant's scope."""
    customer = make_customer()
    with acting_for(customer.tenant):
        yield queries.checklist_of(customer.connection)
