"""What a tick asks every few seconds, it finds by an index: by what PostgreSQL says it would do."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection as database
from django.db import transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from apps.connections import doorway
from apps.tenants.unfenced import across_tenants

pytestmark = pytest.mark.django_db


def plans_of(ask: Callable[[], object]) -> Iterator[str]:
    """The plan of each of its SELECTs, were reading whole tables ever so dear."""
    with CaptureQueriesContext(database) as asked:
        ask()
    queries = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    with across_tenants(), transaction.atomic(), database.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in [each for each in queries if "FROM" in each]:
            cursor.execute(f"EXPLAIN {query}")
            yield "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (doorway.close_lost_token_requests, "connections_token_request_open"),
        (doorway.forget_old_token_requests, "connections_token_request_at"),
        (doorway.renew_identity_indexes, "connections_grant_identity"),
        (doorway.untold, "connections_grant_untold"),
        (doorway.to_revoke, "connections_grant_to_revoke"),
        (doorway.forget_old_attempts, "connections_approval_over"),
        (lambda: doorway.take_due_grants(limit=1), "connections_grant_due"),
        (lambda: doorway.attempts(Q(state="returned")), "connections_approval_open"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_found_by_its_index(ask: Callable[[], object], index: str) -> None:
    plans = list(plans_of(ask))

    assert plans
    assert index in plans[0]
    assert not any("Seq Scan" in plan for plan in plans)
