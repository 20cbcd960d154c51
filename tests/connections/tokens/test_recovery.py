import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.db import connection as database
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from apps.connections import doorway, tokens
from apps.connections.models import Approval, Connection, Grant, TokenRequest
from apps.connections.tokens import storing
from apps.connections.tokens.lease import Lease, claim
from apps.connections.tokens.parcels import Parcel, the_spool
from apps.connections.tokens.ways import way_of
from apps.core.clock import now
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from tests.connections.tokens.replies import change, reply

CLOSING = 'UPDATE "connections_tokenrequest"'


def entries() -> list[str]:
    return sorted(path.name for path in the_spool().folder.iterdir())


def request_states(held: Lease) -> list[str]:
    with acting_for(held.grant.tenant_id), transaction.atomic():
        rows = TokenRequest.objects.filter(grant=held.grant).order_by("epoch")
        return list(rows.values_list("state", flat=True))


def test_what_lies_in_the_spool_is_brought_in(held: Lease, connection: Connection) -> None:
    parcel = reply(held)
    the_spool().reserve(parcel.label.name).keep(parcel.packed())

    assert tokens.recover() == 1
    assert tokens.recover() == 0

    assert (grant_of(connection).generation, entries()) == (2, [])
    assert request_states(held) == ["answered"]


def test_a_caller_looks_there_before_it_spends_anything(
    held: Lease, connection: Connection, intacct: Intacct
) -> None:
    parcel = reply(held)
    the_spool().reserve(parcel.label.name).keep(parcel.packed())
    expire(connection)
    change(held, leased_until=now() - timedelta(seconds=1))

    token = tokens.access_token(connection=connection)

    assert token.secret.reveal() == parcel.received.access_token
    assert intacct.token_requests() == ["success"]


@pytest.mark.parametrize("body", [b"\xff", b"canary-of-somebody", b"{}"])
def test_a_foreign_entry_is_set_aside_and_stops_nobody(
    held: Lease, connection: Connection, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    parcel = reply(held)
    the_spool().reserve("0.1.grant").keep(body)
    the_spool().reserve(parcel.label.name).keep(parcel.packed())

    assert tokens.recover() == 1

    assert entries() == ["0.1.grant.aside"]
    assert "0.1.grant" in caplog.text
    assert "canary" not in caplog.text


def test_an_entry_under_another_s_name_is_set_aside(held: Lease, connection: Connection) -> None:
    the_spool().reserve(f"{uuid.uuid4()}.9.grant").keep(reply(held).packed())

    assert tokens.recover() == 0

    assert grant_of(connection).generation == 1


def test_a_lost_request_is_closed_and_its_grant_is_due(held: Lease, connection: Connection) -> None:
    change(held, leased_until=now() - timedelta(minutes=1))

    tokens.recover()

    assert request_states(held) == ["lost"]
    due_at = grant_of(connection).refresh_at
    assert due_at is not None
    assert due_at <= now()


def test_a_request_under_way_is_left_alone(held: Lease) -> None:
    tokens.recover()

    assert request_states(held) == ["open"]


def test_after_an_unknown_outcome_the_old_token_is_sent_once_more(
    held: Lease, connection: Connection, intacct: Intacct
) -> None:
    change(held, leased_until=now() - timedelta(minutes=1))
    expire(connection)

    tokens.access_token(connection=connection)

    assert request_states(held) == ["lost", "answered"]
    assert intacct.token_requests() == ["success", "success"]


def test_old_requests_are_forgotten(held: Lease) -> None:
    with acting_for(held.grant.tenant_id), transaction.atomic():
        TokenRequest.objects.update(created_at=F("created_at") - timedelta(days=31))

    tokens.recover()

    assert request_states(held) == []


def test_many_old_requests_are_forgotten_some_in_each_tick(held: Lease) -> None:
    with acting_for(held.grant.tenant_id), transaction.atomic():
        TokenRequest.objects.bulk_create(
            TokenRequest(tenant_id=held.grant.tenant_id, grant=held.grant, epoch=n, generation=1)
            for n in range(100, 200)
        )
        TokenRequest.objects.update(state="lost", created_at=now() - timedelta(days=31))

    tokens.recover()

    assert len(request_states(held)) == 101 - doorway.FORGOTTEN


def test_lost_requests_are_closed_with_their_grants_locked_first(held: Lease) -> None:
    change(held, leased_until=now() - timedelta(minutes=1))

    with CaptureQueriesContext(database) as asked:
        doorway.close_lost_token_requests()

    queries = [query["sql"] for query in asked]
    [locked] = [n for n, sql in enumerate(queries) if "FOR UPDATE" in sql]
    [closed] = [n for n, sql in enumerate(queries) if sql.startswith(CLOSING)]
    assert locked < closed
    assert 'FROM "connections_grant"' in queries[locked]


def test_a_caller_insists_on_what_the_spool_holds(
    held: Lease, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = reply(held)
    the_spool().reserve(parcel.label.name).keep(parcel.packed())
    expire(connection)
    change(held, leased_until=None)
    monkeypatch.setattr(storing, "bring_in", failing_once(storing.bring_in))

    token = tokens.access_token(connection=connection)

    assert token.secret.reveal() == parcel.received.access_token


def failing_once(bring_in: Callable[[Parcel], bool]) -> Callable[[Parcel], bool]:
    left = [OperationalError("the server closed the connection")]

    def instead(parcel: Parcel) -> bool:
        if left:
            raise left.pop()
        return bring_in(parcel)

    return instead


def test_the_tokens_of_an_approval_are_found_until_they_are_cleared(
    held: Lease, connection: Connection
) -> None:
    approval = Approval(tenant_id=connection.tenant_id, connection=connection)
    received = reply(held).received

    tokens.spool_approval(approval=approval, received=received)

    found = (approval.id, connection.tenant_id, received)
    assert list(tokens.recovered_approvals()) == [found]
    assert tokens.recover() == 0  # they are not ours to bring in
    tokens.clear_spool(approval.id)
    assert list(tokens.recovered_approvals()) == []


def test_the_fingerprint_tells_which_token_was_sent(held: Lease) -> None:
    with acting_for(held.grant.tenant_id), transaction.atomic():
        request = TokenRequest.objects.get(grant=held.grant)

    assert (len(request.fingerprint), request.generation, request.epoch) == (32, 1, 2)
    assert held.token.reveal() not in request.fingerprint


def test_two_leases_never_share_an_epoch(held: Lease, connection: Connection) -> None:
    change(held, leased_until=now() - timedelta(seconds=1))
    with acting_for(connection.tenant_id), transaction.atomic():
        row = way_of(connection).row()

    second = claim(row, kind=TokenRequest.Kind.REFRESH)

    assert second is not None
    second.slot.discard()
    assert second.grant.epoch == held.grant.epoch + 1
    assert second.grant.state == Grant.State.LIVE
