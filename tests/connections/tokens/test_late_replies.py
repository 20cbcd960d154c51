"""Replies that come back after their lease was lost, or twice: the newest of an approval wins."""

import pytest
from django.db import transaction

from apps.connections import doorway, tokens
from apps.connections.models import Connection, Grant, TokenRequest
from apps.connections.tokens import storing
from apps.connections.tokens.lease import Lease, claim
from apps.connections.tokens.ways import way_of
from apps.core.clock import now
from apps.ops.drills import connecting
from apps.ops.drills.connecting import grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from tests.connections.tokens.replies import change, reply


def secret_of(connection: Connection) -> str:
    return tokens.access_token(connection=connection).secret.reveal()


def test_a_second_caller_gets_no_lease(held: Lease, connection: Connection) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        row = way_of(connection).row()

    assert claim(row, kind=TokenRequest.Kind.REFRESH) is None
    assert claim(held.grant, kind=TokenRequest.Kind.REFRESH) is None


def test_a_reply_is_stored_once(held: Lease, connection: Connection) -> None:
    parcel = reply(held)

    assert storing.bring_in(parcel)
    assert not storing.bring_in(parcel)

    row = grant_of(connection)
    assert (row.generation, row.leased_until) == (2, None)
    assert secret_of(connection) == parcel.received.access_token


def test_a_late_reply_is_still_better_than_the_token_that_was_spent(
    held: Lease, connection: Connection
) -> None:
    change(held, epoch=held.grant.epoch + 1)  # the lease was lost, and somebody asks again

    assert storing.bring_in(reply(held))

    row = grant_of(connection)
    assert row.generation == 2
    assert row.leased_until is not None  # which is the other's


def test_an_older_reply_changes_nothing(held: Lease, connection: Connection) -> None:
    old, new = reply(held), reply(held)
    storing.bring_in(new)

    assert not storing.bring_in(old)

    assert secret_of(connection) == new.received.access_token


def test_of_two_replies_to_one_token_the_later_stands(held: Lease, connection: Connection) -> None:
    storing.bring_in(reply(held))
    later = reply(held)

    assert storing.bring_in(later)

    assert grant_of(connection).generation == 3
    assert secret_of(connection) == later.received.access_token


def test_a_grant_refused_for_want_of_the_reply_is_brought_back(
    held: Lease, connection: Connection
) -> None:
    change(held, state=Grant.State.REFUSED, told_at=now())

    storing.bring_in(reply(held))

    row = grant_of(connection)
    assert (row.state, row.told_at) == (Grant.State.LIVE, None)  # its next end is news


def test_a_grant_that_was_disconnected_meanwhile_keeps_the_reply_and_never_uses_it(
    held: Lease, connection: Connection
) -> None:
    change(held, state=Grant.State.DISCONNECTED, epoch=held.grant.epoch + 1, refresh_at=None)
    parcel = reply(held)

    assert storing.bring_in(parcel)

    row = grant_of(connection)
    kept = vault.open_obtained(bytes(row.refresh_sealed), place=row.place("refresh", generation=2))
    assert kept.reveal() == parcel.received.refresh_token
    assert (row.state, row.refresh_at, row.leased_until) == ("disconnected", None, None)
    assert (connection.tenant_id, row.id) in doorway.to_revoke()
    with pytest.raises(tokens.GrantEnded):
        tokens.access_token(connection=connection)


@pytest.mark.parametrize("state", ["superseded", "quarantined"])
def test_a_grant_that_people_ended_stays_ended(
    held: Lease, connection: Connection, state: str
) -> None:
    change(held, state=state)

    assert not storing.bring_in(reply(held))

    assert (grant_of(connection).state, grant_of(connection).generation) == (state, 1)


def test_a_reply_to_an_older_approval_never_replaces_a_newer_one(
    held: Lease, connection: Connection, intacct: Intacct
) -> None:
    connecting.approve(connection, intacct=intacct)
    adopted = tokens.access_token(connection=connection)

    assert not storing.bring_in(reply(held))

    assert tokens.access_token(connection=connection) == adopted
