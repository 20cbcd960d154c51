import gzip
import logging
import socket
import time
import tracemalloc
from pathlib import Path
from typing import NoReturn

import pytest

from apps.intacct import (
    AllowedHosts,
    HttpRequest,
    IntacctError,
    RequestsTransport,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from tests.intacct.wire import Wire, reset

pytestmark = pytest.mark.enable_socket

OK = b"HTTP/1.1 200 OK\r\n"


def transport_to(wire: Wire, *, deadline: float = 5.0) -> RequestsTransport:
    hosts = AllowedHosts.of([wire.place])
    return RequestsTransport(hosts=hosts, deadline=deadline, max_bytes=100_000)


def post(wire: Wire, *, deadline: float = 5.0) -> bytes:
    request = HttpRequest(wire.url, {"Content-Type": "application/xml"}, b"canary-body")
    return transport_to(wire, deadline=deadline).send(request).body


def failure(wire: Wire, *, deadline: float = 5.0) -> IntacctError:
    with pytest.raises(IntacctError) as caught:
        post(wire, deadline=deadline)
    return caught.value


def https_failure() -> UnreachableReason:
    transport = RequestsTransport(hosts=AllowedHosts.of(["*.intacct.com"]), deadline=2)
    with pytest.raises(Unreachable) as caught:
        transport.send(HttpRequest("https://api.intacct.com/ia/xml/xmlgw.phtml", {}, b"x"))
    return caught.value.reason


def test_carries_a_post_and_its_answer(wire: Wire) -> None:
    wire.says(OK, b"Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>")

    body = post(wire)

    assert body == b"<a/>"
    assert wire.received[0].startswith(b"POST /ia/xml/xmlgw.phtml HTTP/1.1\r\n")
    assert wire.received[0].endswith(b"\r\n\r\ncanary-body")


def test_carries_a_get_with_its_query_and_no_body(wire: Wire) -> None:
    wire.says(OK, b"Content-Length: 2\r\n\r\n{}")
    request = HttpRequest(wire.url, {}, b"", method="GET", query=(("name", "a/b c"),))

    transport_to(wire).send(request)

    assert wire.received[0].startswith(b"GET /ia/xml/xmlgw.phtml?name=a%2Fb%20c HTTP/1.1\r\n")
    assert b"content-length" not in wire.received[0].lower()


def test_undoes_gzip(wire: Wire) -> None:
    packed = gzip.compress(b"<a/>")
    wire.says(OK, b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed), packed)

    assert post(wire) == b"<a/>"


def test_keeps_no_cookie(wire: Wire) -> None:
    wire.says(OK, b"Set-Cookie: id=1; Path=/\r\nContent-Length: 4\r\n\r\n<a/>")
    transport, request = transport_to(wire), HttpRequest(wire.url, {}, b"x")

    transport.send(request)
    transport.send(request)

    assert b"cookie" not in wire.received[1].lower()


def test_reads_neither_proxy_nor_netrc_from_the_environment(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    wire.says(OK, b"Content-Length: 4\r\n\r\n<a/>")

    post(wire)

    assert b"authorization" not in wire.received[0].lower()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_returns_a_redirect_unfollowed(wire: Wire, status: int) -> None:
    head = b"HTTP/1.1 %d Moved\r\nLocation: %s\r\n" % (status, wire.url.encode())
    wire.says(head, b"Content-Length: 0\r\n\r\n")

    answer = transport_to(wire).send(HttpRequest(wire.url, {}, b"canary-body"))

    assert answer.is_redirect
    assert len(wire.received) == 1


def test_refuses_a_foreign_host_before_sending(wire: Wire) -> None:
    transport = RequestsTransport(hosts=AllowedHosts.of(["*.intacct.com"]))

    with pytest.raises(Unclear) as caught:
        transport.send(HttpRequest(wire.url, {}, b"canary-body"))

    assert caught.value.reason is UnclearReason.FOREIGN_ENDPOINT
    assert wire.received == []


@pytest.mark.parametrize(
    ("start", "drop"),
    [(b"", b"H"), (OK, b"X-Drip: 1\r\n"), (OK + b"\r\n", b"<"), (b"", b"HTTP/1.1 100 C\r\n\r\n")],
    ids=["status line", "headers", "body", "endless 100 Continue"],
)
def test_a_drip_ends_at_the_deadline(wire: Wire, start: bytes, drop: bytes) -> None:
    wire.drips(start, drop, every=0.02)
    started = time.monotonic()

    error = failure(wire, deadline=0.4)

    assert isinstance(error, Unreachable | Unclear)
    assert time.monotonic() - started < 1.4


def test_a_hang_ends_at_the_deadline(wire: Wire) -> None:
    wire.hangs()

    error = failure(wire, deadline=0.3)

    assert isinstance(error, Unreachable)
    assert error.reason is UnreachableReason.TIMEOUT


def test_a_reset_is_unreachable(wire: Wire) -> None:
    wire.script = reset

    error = failure(wire)

    assert isinstance(error, Unreachable)
    assert error.reason is UnreachableReason.RESET


def test_nobody_listening_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    transport = RequestsTransport(hosts=AllowedHosts.of([place]))

    with pytest.raises(Unreachable) as caught:
        transport.send(HttpRequest(f"http://{place}/", {}, b"x"))

    assert caught.value.reason is UnreachableReason.CONNECT


def test_an_unknown_name_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_args: object, **_named: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)

    assert https_failure() is UnreachableReason.NAME


def test_a_failed_tls_handshake_is_unreachable(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    host, port = wire.place.split(":")
    there = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, int(port)))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: [there])
    wire.greeting = b"220 this is not TLS\r\n"

    assert https_failure() is UnreachableReason.TLS


@pytest.mark.parametrize(
    "pieces",
    [
        (OK, b"Content-Length: 10\r\n\r\n<a/>"),
        (OK, b"Transfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n"),
        (OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<a/>"),
        (OK, b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n<a/>"),
    ],
    ids=["too short", "no last chunk", "no chunk size", "not gzip"],
)
def test_half_an_answer_is_truncated(wire: Wire, pieces: tuple[bytes, ...]) -> None:
    wire.says(*pieces)

    error = failure(wire)

    assert isinstance(error, Unclear)
    assert error.reason is UnclearReason.TRUNCATED


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", OK + b"X: 1\r\n" * 1000 + b"\r\n"])
def test_what_is_no_http_is_unclear(wire: Wire, said: bytes) -> None:
    wire.says(said)

    error = failure(wire)

    assert isinstance(error, Unclear)
    assert error.reason is UnclearReason.NOT_HTTP


def test_an_endless_body_stops_at_the_cap(wire: Wire) -> None:
    wire.drips(OK + b"\r\n", b"x" * 50_000, every=0)

    error = failure(wire)

    assert isinstance(error, Unclear)
    assert error.reason is UnclearReason.OVERSIZE
    assert error.http_status == 200


@pytest.mark.parametrize("chunked", [False, True], ids=["length", "chunked"])
def test_a_gzip_bomb_stops_while_it_is_unpacked(wire: Wire, *, chunked: bool) -> None:
    bomb = gzip.compress(bytes(100_000_000))
    framing = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(bomb)
    size = b"%x\r\n" % len(bomb) if chunked else b""
    wire.says(OK, b"Content-Encoding: gzip\r\n", framing, b"\r\n\r\n", size, bomb)
    tracemalloc.start()

    error = failure(wire)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(error, Unclear)
    assert error.reason is UnclearReason.OVERSIZE
    assert peak < 5_000_000


@pytest.mark.parametrize("header", [b"canary without a colon\r\n", b" canary: folded\r\n"])
def test_a_malformed_header_is_unclear_and_not_logged(
    wire: Wire, caplog: pytest.LogCaptureFixture, header: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    wire.says(OK, header, b"Content-Length: 4\r\n\r\n<a/>")

    error = failure(wire)

    assert isinstance(error, Unclear)
    assert "canary" not in caplog.text


def test_no_failure_carries_the_request(wire: Wire) -> None:
    wire.script = reset

    error = failure(wire)

    assert error.__cause__ is None
    assert error.__context__ is None
    assert "canary" not in repr(error) + str(error) + repr(error.args)
