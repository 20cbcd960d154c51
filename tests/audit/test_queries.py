from uuid import uuid4

from apps.audit import queries, services
from apps.audit.actions import Action
from apps.audit.actor import SYSTEM
from tests.audit.conftest import ActingIn


def test_a_trail_is_read_newest_first_page_by_page(acting_in: ActingIn) -> None:
    tenant = uuid4()
    with acting_in(tenant):
        for _ in range(5):
            services.record(
                Action.RUN_REQUESTED, actor=SYSTEM, target_label="Acme", tenant_id=tenant
            )

        first = queries.trail_of(tenant, limit=3)
        second = queries.trail_of(tenant, limit=3, before=first[-1].seq)

    assert [entry.seq for entry in first] == [5, 4, 3]
    assert [entry.seq for entry in second] == [2, 1]
