"""Answers made to hurt: bombs, floods and wrong encodings end as "could not tell", and cheaply."""

import gzip
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from apps.intacct import HttpAnswer, Unclear
from apps.intacct.answers import read_answer
from tests.intacct.gateway import NOON
from tests.intacct.wire import Wire

ROOT = Path(__file__).parents[2]
MEBI = 1024 * 1024
MOST_MEBI = 50
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
LAUGHS = f'<!DOCTYPE r [<!ENTITY a0 "lol">{ENTITIES}]><response>&a8;</response>'.encode()
PLAIN = "<response><control><status>\u00e9</status></control></response>"

HOSTILE = {
    "laughs": LAUGHS,
    "quadratic": b'<!DOCTYPE r [<!ENTITY a "%b">]><r>%b</r>' % (b"A" * 70_000, b"&a;" * 90),
    "doctype": b"<!DOCTYPE response><response/>",
    "external file": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
    "external DTD": b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd"><r/>',
    "undeclared entity": b"<response>&x;</response>",
    "deep": b"<response>" * 70_000,
    "flood of elements": b"<response>" + b"<a/>" * MEBI + b"</response>",
    "flood of attributes": b"<response %b/>" % b" ".join(b'a%d=""' % n for n in range(200_000)),
    "utf-16 without its mark": PLAIN.encode("utf-16-le"),
    "utf-32": PLAIN.encode("utf-32"),
    "utf-7": b"+ADw-response/+AD4-",
    "latin-1 said to be ASCII": b'<?xml version="1.0" encoding="ascii"?>' + PLAIN.encode("latin-1"),
    "EBCDIC": PLAIN.encode("cp500"),
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?>' + PLAIN.encode(),
    "50 MB of space": b"<response>" + b" " * 50 * MEBI,
    "one emoji among 4 MB": b"<response>" + "\U0001f511".encode() + b"x" * 4 * MEBI,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=list(HOSTILE))
def test_it_cannot_be_told(body: bytes) -> None:
    with pytest.raises(Unclear):
        read_answer(HttpAnswer(200, {}, body, received_at=NOON))


def floods() -> list[tuple[bytes, Iterable[bytes]]]:
    """Header lines and pieces of answers whose size alone is the attack."""
    space, bomb = b" " * MEBI, gzip.compress(b"<response>" + b" " * 64 * MEBI)
    tiny, emoji = b"<a/>" * (MEBI // 4), "\U0001f511".encode() + b"x" * 4 * MEBI
    return [
        (b"", [b"<response>", *[space] * 50]),
        (b"Content-Encoding: gzip\r\n", [bomb]),
        (b"", [b"<response>", *[tiny] * 4, b"</response>"]),
        (b"", [b"<response>", emoji, b"</response>"]),
        (b"", [b"<response/>", b"<x>", emoji, b"</x>"]),
        (b"", [LAUGHS]),
    ]


def test_no_answer_costs_more_than_50_mb(wire: Wire) -> None:
    answers = iter(floods())

    def next_answer(peer: socket.socket) -> None:
        lines, pieces = next(answers)
        for piece in (HEAD + lines + b"\r\n", *pieces):
            peer.sendall(piece)

    wire.script = next_answer
    command = [sys.executable, "-m", "tests.intacct.memory", wire.url, str(len(floods()))]
    told = subprocess.run(  # noqa: S603 -- our own module
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )

    *reasons, megabytes = told.stdout.split()
    assert reasons == [*["oversize"] * 3, *["incomplete"] * 2, "doctype"]
    assert float(megabytes) < MOST_MEBI
