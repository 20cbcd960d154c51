from collections.abc import Iterator

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from apps.checks import questions as ask
from apps.connections.models import Connection
from apps.ops import queries
from apps.ops.overview_page import OverviewPage, overview_page
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.checks.runs import connect, failed, make_signed_up, settle
from tests.factories import make_customer


@pytest.fixture
def everyone(db: None) -> Iterator[None]:
    with across_tenants():
        yield


def make_broken() -> Connection:
    """A customer that was connected and then lost its sender authorization."""
    customer = make_signed_up()
    with acting_for(customer.tenant):
        connection = Connection.objects.select_related("tenant", "sender").get()
        connect(connection)
        settle(connection, failed("sender.not_authorized", ask.SENDER))
    return connection


def shown() -> OverviewPage:
    return overview_page(can_operate=True)


def test_each_state_is_counted(everyone: None) -> None:
    make_customer()
    make_broken()

    counts = {kpi["label"]: kpi["value"] for kpi in shown().kpis}
    rest = {"Connected": "0", "Could not tell": "0", "Disconnected": "0"}
    assert counts == {"Setting up": "1", "Broken": "1", **rest}


def test_counting_ends_at_its_limit(everyone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "COUNT_TO", 2)
    for _ in range(4):
        make_customer()

    assert [kpi["value"] for kpi in shown().kpis if kpi["label"] == "Setting up"] == ["2+"]


def test_what_broke_is_named_with_its_code(everyone: None) -> None:
    broken = make_broken()

    row = shown().broken[0]
    assert row["tenant"] == broken.tenant.name
    assert "Sender ID not authorized" in row["what"]
    assert row["check_url"] == f"/ops/connections/{broken.id}/runs/"


def test_stuck_steps_are_counted(everyone: None) -> None:
    make_broken()
    make_broken()

    stuck = shown().stuck
    assert [each["count"] for each in stuck] == [2]


def test_the_overview_takes_as_many_queries_for_many_as_for_few(everyone: None) -> None:
    def count() -> int:
        with CaptureQueriesContext(database) as captured:
            shown()
        return len(captured.captured_queries)

    make_broken()
    few = count()
    for _ in range(6):
        make_broken()

    assert count() == few
