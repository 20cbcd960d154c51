"""A run ends, whatever happens in it; and a connection has one at a time."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Thread

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from pytest_django import Settings

from apps.checks import gateway, pace, services
from apps.checks.interview import Answer
from apps.checks.models import Run
from apps.connections import services as connections
from apps.connections.models import Connection
from apps.intacct import AllowedHosts, HttpRequest, RequestsTransport, Unreachable
from tests.checks.runs import begin_run, open_codes, settle
from tests.factories import ROBOT

LOGGER = "apps.checks.conversation"


@pytest.fixture
def slow() -> Iterator[str]:
    """The address of a server that answers everything, with nonsense and after a while."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, args=(server,), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def drip(server: socket.socket) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:
            return
        with caller:
            caller.recv(65536)
            time.sleep(0.15)
            caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno")


def carry_out(run: Run) -> Run:
    services.carry_out(tenant_id=run.tenant_id, run_id=run.id)
    run.refresh_from_db()
    return run


@dataclass
class AskedAgain:
    """A conversation in the middle of which somebody asks for a check."""

    connection: Connection
    waiting: Run | None = None

    def answers(self) -> Iterator[Answer]:
        self.waiting = services.request_run(connection=self.connection, actor=ROBOT)
        yield from ()


def breaking(error: Exception) -> Callable[..., object]:
    def interview(**_: object) -> object:
        raise error

    return interview


def test_all_calls_of_a_run_share_one_budget(slow: str) -> None:
    hosts = AllowedHosts.of([slow.split("/")[2]])
    transport = pace.paced(RequestsTransport(hosts=hosts), seconds=0.4)
    request = HttpRequest(slow, {}, b"?")

    began = time.monotonic()
    answers = [transport.send(request).status for _ in range(2)]

    for _ in range(2):  # one that is cut short, and one that is not even sent
        with pytest.raises(Unreachable):
            transport.send(request)
    assert answers == [200, 200]
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("seconds", "code"), [(0.1, "intacct.unreachable"), (5, "intacct.unreadable")]
)
def test_a_run_is_given_its_budget(
    connection: Connection, slow: str, settings: Settings, *, seconds: float, code: str
) -> None:
    settings.INTACCT_ENDPOINT, settings.INTACCT_HOSTS = slow, [slow.split("/")[2]]
    settings.CHECK_RUN_SECONDS = seconds

    run = carry_out(begin_run(connection))

    assert (run.state, run.verdict) == ("done", "unclear")
    assert open_codes(connection) == [code]


@pytest.mark.parametrize("error", [KeyError("rights"), SoftTimeLimitExceeded()])
def test_a_run_that_breaks_ends_as_our_trouble(
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    monkeypatch.setattr(gateway, "interview", breaking(error))

    run = carry_out(begin_run(connection))

    connection.refresh_from_db()
    assert (run.state, run.verdict) == ("done", "unclear")
    assert open_codes(connection) == ["portal.failed"]
    assert connection.next_check_at is not None
    assert [each.levelno for each in caplog.records if each.name == LOGGER] == [logging.ERROR]


def test_a_character_that_xml_cannot_carry_ends_as_a_finding(connection: Connection) -> None:
    connections.name_company(connection=connection, company_id="Alder\x0bFinch", actor=ROBOT)

    run = carry_out(begin_run(connection))

    assert run.state == "done"
    assert open_codes(connection) == ["portal.failed"]
    assert set(run.evidence.values_list("outcome", flat=True)) == {"unclear", "skipped"}


def test_a_run_out_of_date_is_not_begun(connection: Connection) -> None:
    run = begin_run(connection)
    connections.name_company(connection=connection, company_id="Other", actor=ROBOT)

    carry_out(run)

    connection.refresh_from_db()
    assert (run.state, run.started_at) == ("dropped", None)
    assert connection.next_check_at is not None


def test_a_run_waits_while_another_of_its_connection_is_under_way(connection: Connection) -> None:
    Run.objects.filter(id=begin_run(connection).id).update(state=Run.State.RUNNING)

    assert carry_out(begin_run(connection)).state == "queued"


def test_the_end_of_a_run_wakes_the_one_that_waits(
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    told: list[Run] = []
    under_way = begin_run(connection)
    monkeypatch.setattr("apps.checks.services.wake", told.append)
    talk = AskedAgain(connection)
    monkeypatch.setattr(gateway, "interview", lambda **_: talk)

    with django_capture_on_commit_callbacks(execute=True):
        carry_out(under_way)

    assert told == [talk.waiting, talk.waiting]  # when it was asked for, and when it may begin
    assert talk.waiting != under_way


def test_a_person_hastens_the_run_that_waits(
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    scheduled, told = begin_run(connection), list[tuple[Run, str]]()
    monkeypatch.setattr("apps.checks.services.wake", lambda run: told.append((run, run.why)))

    with django_capture_on_commit_callbacks(execute=True):
        run = services.request_run(connection=connection, actor=ROBOT)

    assert (run, run.requested_by) == (scheduled, "Robot")
    assert told == [(run, "requested")]


def test_a_finished_run_is_not_the_one_that_waits(connection: Connection) -> None:
    assert settle(connection) != begin_run(connection)


def test_of_a_disconnected_connection_nothing_is_asked(connection: Connection) -> None:
    run = begin_run(connection)
    connections.move(connection=connection, state=Connection.State.DISCONNECTED)

    carry_out(run)

    connection.refresh_from_db()
    assert (run.state, run.started_at) == ("dropped", None)
    assert (connection.state, connection.next_check_at) == ("disconnected", None)


def test_without_a_sender_id_nothing_is_asked_and_nothing_fails(connection: Connection) -> None:
    connection.sender = None
    connection.save()

    run = carry_out(begin_run(connection))

    assert (run.state, run.verdict, open_codes(connection)) == ("done", "passed", [])
    assert set(run.evidence.values_list("outcome", flat=True)) == {"skipped"}
