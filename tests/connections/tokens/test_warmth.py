from datetime import timedelta

import pytest
from django.db import transaction

from apps.connections import doorway, tokens
from apps.connections.models import ClientApplication, Connection, Grant
from apps.connections.services import CLIENT_SECRET
from apps.core.clock import now
from apps.ops.drills import connecting
from apps.ops.drills.connecting import grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from apps.vault import services as vault
from apps.vault.secret import Secret
from tests.factories import ROBOT


def make_due(connection: Connection) -> None:
    with acting_for(connection.tenant_id), transaction.atomic():
        Grant.objects.filter(connection=connection).update(refresh_at=now())


def due_in(connection: Connection) -> timedelta:
    due_at = grant_of(connection).refresh_at
    assert due_at is not None
    return due_at - now()


def fail() -> None:
    raise RuntimeError("canary")


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


def test_a_wrong_secret_is_tried_less_and_less(
    connection: Connection, application: ClientApplication
) -> None:
    vault.store_for_vendor(
        owner_id=application.id, field=CLIENT_SECRET, secret=Secret("wrong"), actor=ROBOT
    )
    pauses = []
    for _ in range(5):
        make_due(connection)
        tokens.keep_warm()
        pauses.append(due_in(connection))

    assert pauses[0] < timedelta(seconds=90)
    assert timedelta(seconds=700) < pauses[4] < timedelta(seconds=1440)


def test_what_is_left_behind_and_fails_keeps_no_token_from_being_refreshed(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_due(connection)
    monkeypatch.setattr(doorway, "close_lost_token_requests", fail)

    assert tokens.keep_warm() == 1

    assert "left behind" in caplog.text


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
