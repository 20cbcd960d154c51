"""A server that speaks raw bytes, so that a test can say exactly what goes wrong on the wire."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Script = Callable[[socket.socket], None]


class Wire:
    """Answers every connection with the script set on it; keeps what it was sent."""

    def __init__(self) -> None:
        self.script: Script = lambda peer: None
        self.greeting = b""
        self.received: list[bytes] = []
        self.stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.place}/ia/xml/xmlgw.phtml"

    def says(self, *pieces: bytes) -> None:
        """Answer with these pieces, then close."""
        self.script = lambda peer: _send(peer, pieces)

    def drips(self, start: bytes, drop: bytes, *, every: float) -> None:
        """Answer with `start`, then with `drop` again and again for ever."""

        def drip(peer: socket.socket) -> None:
            _send(peer, [start])
            while not self.stopped.wait(every):
                peer.sendall(drop)

        self.script = drip

    def hangs(self) -> None:
        """Read the request and never answer."""

        def wait(_peer: socket.socket) -> None:
            self.stopped.wait()

        self.script = wait

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        # A blocked accept() does not notice a close(); a last connection wakes it.
        socket.create_connection(self._listener.getsockname()).close()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            with peer, contextlib.suppress(OSError):
                if self.stopped.is_set():
                    return
                peer.sendall(self.greeting)
                self.received.append(_read_request(peer))
                self.script(peer)


def reset(peer: socket.socket) -> None:
    """Cut the connection with a TCP reset, as a dying server does."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def _send(peer: socket.socket, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        peer.sendall(piece)


def _read_request(peer: socket.socket) -> bytes:
    with peer.makefile("rb") as lines:
        head = lines.readline()
        while head and not head.endswith(b"\r\n\r\n"):
            head += (line := lines.readline())
            if not line:
                return head
        return head + lines.read(_content_length(head))


def _content_length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
