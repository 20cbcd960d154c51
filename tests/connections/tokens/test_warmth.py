from datetime import timedelta

import pytest
from django.db import transaction

from apps.connections import tokens
from apps.connections.models import ClientApplication, Connection, Grant
from apps.core.clock import now
from apps.ops.drills import connecting
from apps.ops.drills.connecting import grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for


def make_due(connection: Connection) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).update(refresh_at=now())


def test_what_is_due_is_refreshed_ahead_and_once(connection: Connection, intacct: Intacct) -> None:
    make_due(connection)

    assert (tokens.keep_warm(), tokens.keep_warm()) == (1, 0)

    assert grant_of(connection).generation == 2
    assert intacct.token_requests() == ["success", "success"]


def test_what_is_not_due_is_left_alone(connection: Connection, intacct: Intacct) -> None:
    assert tokens.keep_warm() == 0
    assert intacct.token_requests() == ["success"]


def test_one_in_trouble_stops_no_other_and_comes_back_soon(
    connection: Connection, application: ClientApplication, intacct: Intacct
) -> None:
    other = connecting.approved(intacct, application=application)
    make_due(connection)
    make_due(other)
    intacct.trouble("http_503")

    assert tokens.keep_warm() == 1

    waiting = [row for row in map(grant_of, (connection, other)) if row.generation == 1]
    due_at = waiting[0].refresh_at
    assert due_at is not None
    assert timedelta(seconds=30) < due_at - now() < timedelta(seconds=90)


@pytest.mark.parametrize("state", ["refused", "superseded", "quarantined", "disconnected"])
def test_a_grant_that_ended_is_not_kept_warm(
    connection: Connection, intacct: Intacct, state: str
) -> None:
    make_due(connection)
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).update(state=state)

    assert tokens.keep_warm() == 0
    assert intacct.token_requests() == ["success"]


def test_minted_tokens_are_not_kept_warm(minting: Connection) -> None:
    tokens.access_token(connection=minting)

    assert grant_of(minting).refresh_at is None
