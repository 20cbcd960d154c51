"""What a reply says of the refresh token, and what is sent the next time (goal B12)."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_django import Settings

from apps.connections import tokens
from apps.connections.models import Connection
from apps.ops.drills.connecting import expire, grant_of


class Endpoint(HTTPServer):
    """A token endpoint that answers with `reply` and remembers which tokens it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.reply: dict[str, Any] = {}
        self.sent: list[str] = []


class Answering(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.sent += form["refresh_token"]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(self.server.reply).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint(connection: Connection, settings: Settings) -> Iterator[Endpoint]:
    """Takes the simulator's place once the connection is approved."""
    with Endpoint() as server:
        settings.INTACCT_REST_URL = f"http://127.0.0.1:{server.server_port}/ia/api/v1"
        settings.INTACCT_HOSTS = [f"127.0.0.1:{server.server_port}"]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("told", "is_new"),
    [
        ({}, False),
        ({"refresh_token": ""}, False),
        ({"refresh_token": None}, False),
        ({"refresh_token": "canary-new", "expires_in": 3600}, True),
        ({"refresh_token": "canary-new"}, True),
        ({"refresh_token": "canary-new", "expires_in": "-1"}, True),
    ],
    ids=str,
)
def test_the_right_token_is_sent_the_next_time(
    connection: Connection, endpoint: Endpoint, told: dict[str, Any], *, is_new: bool
) -> None:
    endpoint.reply = {"access_token": "canary-access"} | told

    for _ in range(2):
        expire(connection)
        tokens.access_token(connection=connection)

    first, second = endpoint.sent
    assert second == ("canary-new" if is_new else first)
    assert grant_of(connection).generation == 3
