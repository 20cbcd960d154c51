"""What lies in the spool and can never be used: tried a few times, then out of the way, by name."""

import logging
import uuid

import pytest
from django.db import OperationalError

from apps.connections import tokens
from apps.connections.models import Approval, Connection
from apps.connections.tokens import storing
from apps.connections.tokens.lease import Lease
from apps.connections.tokens.parcels import Parcel, the_spool
from apps.connections.tokens.recovery import MOST_TRIES
from tests.connections.tokens.replies import change, reply
from tests.connections.tokens.test_recovery import entries

LAST = 2**31 - 1


def spooled(parcel: Parcel) -> str:
    the_spool().reserve(parcel.label.name).keep(parcel.packed())
    return parcel.label.name


def test_a_parcel_that_no_row_can_hold_is_set_aside_in_the_end(
    held: Lease, caplog: pytest.LogCaptureFixture
) -> None:
    change(held, generation=LAST)  # and the next one is out of the column's range
    poison = spooled(reply(held, generation=LAST))

    for _ in range(MOST_TRIES):
        assert f"{poison}.aside" not in entries()
        tokens.recover()

    assert entries() == [f"{poison}.aside"]
    assert f"in {MOST_TRIES} tries: {poison}" in caplog.text
    assert "canary" not in caplog.text


def test_a_database_that_is_away_is_no_fault_of_the_parcel(
    held: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = spooled(reply(held))
    monkeypatch.setattr(storing, "bring_in", away)

    for _ in range(2 * MOST_TRIES):
        tokens.recover()

    assert entries() == [name]


def away(_: Parcel) -> bool:
    raise OperationalError("the server closed the connection")


def test_an_approval_that_cannot_be_finished_is_told_five_times(
    held: Lease, connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    approval = Approval(id=uuid.uuid4(), tenant_id=connection.tenant_id, connection=connection)
    tokens.spool_approval(approval=approval, received=reply(held).received)

    told = 0
    for _ in range(2 * MOST_TRIES):
        for approval_id, *_others in tokens.recovered_approvals():
            tokens.could_not_finish(approval_id)
            told += 1

    assert told == MOST_TRIES
    assert str(approval.id) in caplog.text


def test_what_was_finished_after_all_leaves_nothing(held: Lease, connection: Connection) -> None:
    approval = Approval(id=uuid.uuid4(), tenant_id=connection.tenant_id, connection=connection)
    tokens.spool_approval(approval=approval, received=reply(held).received)
    tokens.could_not_finish(approval.id)

    tokens.clear_spool(approval.id)

    assert entries() == []
