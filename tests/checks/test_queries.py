from datetime import timedelta

from apps.checks import queries
from apps.checks import questions as ask
from apps.checks.models import Evidence, Finding, Run
from apps.connections.models import Connection
from apps.core.clock import now
from tests.checks.runs import begin_run, failed, settle

REFUSED = failed("sign_in.refused", ask.SIGN_IN)


def test_open_findings_leave_out_what_is_closed(connection: Connection) -> None:
    settle(connection, REFUSED)
    assert [row.code for row in queries.open_findings(connection)] == ["sign_in.refused"]

    settle(connection)

    assert not queries.open_findings(connection)


def test_a_finding_s_own_values_beat_the_ones_given(connection: Connection) -> None:
    finding = Finding(code="sign_in.refused", values={"user_id": "Craftable"})

    told = queries.told(finding, {"user_id": "Other", "company_id": "AlderFinch"})

    assert "**AlderFinch** as `Craftable`" in told.saw


def test_the_latest_run_is_the_newest_not_dropped(connection: Connection) -> None:
    assert queries.latest_run(connection) is None
    first = settle(connection)
    second = begin_run(connection)
    Run.objects.filter(id=second.id).update(
        state=Run.State.DROPPED, created_at=now() + timedelta(minutes=1)
    )

    assert queries.latest_run(connection) == first


def test_a_line_of_evidence_is_said_with_its_values() -> None:
    row = Evidence(probe=ask.SIGN_IN, values={"user_id": "Craftable"})

    assert queries.said(row) == "Signed in as Craftable"
