"""A worker's time limit: nothing is begun that it might cut off, and no reply is lost to it."""

import signal
import time
from collections.abc import Iterator
from types import FrameType

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction

from apps.connections import doorway, tokens
from apps.connections.models import Connection, TokenRequest
from apps.connections.tokens import killpoints
from apps.connections.tokens.ways import Refreshing
from apps.core.clock import now
from apps.intacct import Unreachable
from apps.ops.drills.connecting import expire, grant_of
from apps.ops.drills.intacct import Intacct
from apps.tenants.scope import acting_for
from tests.connections.tokens.test_warmth import make_due


def states(connection: Connection) -> list[str]:
    with acting_for(connection.tenant_id), transaction.atomic():
        rows = TokenRequest.objects.filter(grant__connection=connection).order_by("epoch")
        return list(rows.values_list("state", flat=True))


@pytest.fixture
def limit_at() -> Iterator[list[str]]:
    """The kill points at which the soft limit strikes, as billiard would have it strike."""
    points: list[str] = []

    def strike(point: str) -> None:
        if point in points:
            signal.raise_signal(signal.SIGUSR1)

    def over(number: int, frame: FrameType | None) -> None:
        raise SoftTimeLimitExceeded

    before = signal.signal(signal.SIGUSR1, over)
    killpoints.watchers.append(strike)
    yield points
    killpoints.watchers.remove(strike)
    signal.signal(signal.SIGUSR1, before)


def test_a_request_that_might_be_cut_off_is_not_begun(
    connection: Connection, intacct: Intacct
) -> None:
    expire(connection)
    short = time.monotonic() + settings.TOKEN_DEADLINE_SECONDS - 0.1

    with pytest.raises(Unreachable):
        tokens.access_token(connection=connection, until=short)

    assert intacct.token_requests() == ["success"]  # the exchange of the code
    assert (grant_of(connection).epoch, states(connection)) == (1, [])


def test_a_live_token_is_handed_out_to_the_last(connection: Connection) -> None:
    assert tokens.access_token(connection=connection, until=time.monotonic()).generation == 1


def test_a_tick_without_time_refreshes_nothing(connection: Connection, intacct: Intacct) -> None:
    make_due(connection)

    assert tokens.keep_warm(until=time.monotonic() + 1) == 0

    assert intacct.token_requests() == ["success"]
    assert len(doorway.take_due_grants(limit=10)) == 1  # it is still due


@pytest.mark.parametrize("point", ["K4", "K5"])
def test_a_reply_that_was_read_is_stored_before_the_limit_strikes(
    connection: Connection, limit_at: list[str], point: str
) -> None:
    expire(connection)
    limit_at.append(point)

    with pytest.raises(SoftTimeLimitExceeded):
        tokens.access_token(connection=connection)

    assert (grant_of(connection).generation, states(connection)) == (2, ["answered"])


def test_the_tick_ends_at_its_limit(connection: Connection, limit_at: list[str]) -> None:
    make_due(connection)
    limit_at.append("K1")

    with pytest.raises(SoftTimeLimitExceeded):
        tokens.keep_warm()


def test_what_is_cut_off_stays_open_and_the_old_token_is_sent_once_more(
    connection: Connection, intacct: Intacct, monkeypatch: pytest.MonkeyPatch
) -> None:
    expire(connection)
    with monkeypatch.context() as cut:
        cut.setattr(Refreshing, "ask", cut_off)
        with pytest.raises(SoftTimeLimitExceeded):
            tokens.access_token(connection=connection)
    assert states(connection) == ["open"]
    with acting_for(connection.tenant_id), transaction.atomic():
        connection.grants.update(leased_until=now())

    assert tokens.access_token(connection=connection).generation == 2

    assert states(connection) == ["lost", "answered"]
    assert intacct.token_requests() == ["success", "success"]


def cut_off(*_: object, **__: object) -> None:
    raise SoftTimeLimitExceeded
