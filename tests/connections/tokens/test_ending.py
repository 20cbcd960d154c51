"""The end of a grant: told once, by Intacct's own word about the very token that is in the row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from apps.audit.actions import Action
from apps.audit.models import Entry
from apps.connections import tokens
from apps.connections.models import Connection, Grant, TokenRequest
from apps.connections.tokens import ending, storing
from apps.connections.tokens.lease import Lease, claim
from apps.connections.tokens.ways import way_of
from apps.core.clock import now
from apps.intacct import ErrorDetail, Layer, Refused
from apps.ops.drills import connecting
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from tests.connections.tokens.replies import reply

NO_GRANT = Refused(
    layer=Layer.TOKEN, http_status=400, errors=(ErrorDetail(errorno="invalid_grant"),)
)


@pytest.fixture
def killed(connection: Connection, intacct: Intacct) -> Connection:
    """Somebody revoked it at Intacct; we do not know it yet."""
    expire(connection)
    intacct.tell("POST", "tokens", {"company": connection.company_id, "state": "killed"})
    return connection


def notices(connection: Connection) -> int:
    with across_tenants(), transaction.atomic():
        rows = Entry.objects.filter(action=Action.GRANT_REFUSED, target_id=connection.id)
        return rows.count()


def test_a_refused_grant_is_told_once_and_asks_no_more(
    killed: Connection, intacct: Intacct
) -> None:
    for _ in range(3):
        with pytest.raises(tokens.GrantEnded) as ended:
            tokens.access_token(connection=killed)
        tokens.keep_warm()
        assert ended.value.state == Grant.State.REFUSED

    assert intacct.token_requests() == ["success", "invalid_grant"]
    assert notices(killed) == 1


def test_its_connection_is_due_for_a_check_at_once(killed: Connection) -> None:
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=killed)

    with acting_for(killed.tenant_id), transaction.atomic():
        killed.refresh_from_db(fields=["next_check_at"])
    assert killed.next_check_at is not None
    assert killed.next_check_at <= now()


def test_a_new_approval_brings_it_back(killed: Connection, intacct: Intacct) -> None:
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=killed)

    connecting.approve(killed, intacct=intacct)

    assert tokens.access_token(connection=killed).generation == 2
    assert (grant_of(killed).state, grant_of(killed).told_at) == (Grant.State.LIVE, None)


def test_an_end_after_a_late_reply_brought_it_back_is_told_too(connection: Connection) -> None:
    first = taken(connection)
    late = reply(first)
    assert ending.is_over(first, NO_GRANT)
    assert storing.bring_in(late)

    assert ending.is_over(taken(connection), NO_GRANT)

    assert notices(connection) == 2


def taken(connection: Connection) -> Lease:
    with acting_for(connection.tenant_id), transaction.atomic():
        row = way_of(connection).row()
    held = claim(row, kind=TokenRequest.Kind.REFRESH)
    assert held is not None
    held.slot.discard()
    return held


def moved_on(grant: Grant) -> dict[str, Any]:
    return {"generation": grant.generation + 1}


def claimed_by_another(grant: Grant) -> dict[str, Any]:
    return {"epoch": grant.epoch + 1, "leased_until": now() + timedelta(seconds=9)}


def superseded(_: Grant) -> dict[str, Any]:
    return {"state": Grant.State.SUPERSEDED}


@pytest.mark.parametrize("change", [moved_on, claimed_by_another, superseded])
def test_a_refusal_of_a_token_that_is_no_longer_the_row_s_says_nothing(
    connection: Connection, change: Callable[[Grant], dict[str, Any]]
) -> None:
    held = taken(connection)
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(id=held.grant.id).update(**change(held.grant))
    before = grant_of(connection).state

    over = ending.is_over(held, NO_GRANT)

    assert (over, grant_of(connection).state, notices(connection)) == (False, before, 0)
