"""That drips end is tested on the wire, in test_transport_requests; here, the reader alone."""

import socket
import time
from collections.abc import Iterator

import pytest

from apps.intacct.deadline import _DeadlineReader

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def test_bytes_pass_before_the_deadline(pair: tuple[socket.socket, socket.socket]) -> None:
    here, there = pair
    here.settimeout(5)
    there.sendall(b"abc")

    with _DeadlineReader(here) as reader:
        assert reader.read(3) == b"abc"


def test_bytes_that_wait_after_the_deadline_are_not_read(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = pair
    here.settimeout(5)
    there.sendall(b"abc")
    with _DeadlineReader(here) as reader:
        started = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: started + 6)

        with pytest.raises(TimeoutError):
            reader.read(3)


def test_a_socket_without_a_timeout_has_no_deadline(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    here, there = pair
    there.sendall(b"abc")

    with _DeadlineReader(here) as reader:
        assert reader.read(3) == b"abc"
