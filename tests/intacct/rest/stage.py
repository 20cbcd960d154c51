"""A simulator in a process of its own, set up over HTTP, and our client on it.

Nothing of the simulator is imported: it was written from Intacct's documents, as a stranger.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from apps.intacct import AllowedHosts, RequestsTransport
from apps.intacct.rest import (
    Approved,
    ClientLogin,
    RestClient,
    TokenSet,
    Username,
    authorization_url,
    new_state,
    new_verifier,
    read_callback,
)
from apps.intacct.rest.callback import Callback
from tests.intacct.rest.consent import approve

ROOT = Path(__file__).parents[3]
CALLBACK = "https://portal.example/oauth/callback"
LOGIN = ClientLogin("b5974b6c5d6f2f1edb33.app.sage.com", "client-secret")
WS_USER = Username("ws", "Acme")
COMPANY = {
    "applications": ["CO", "GL", "AP", "AR"],
    "entities": [{"id": "100", "name": "Acme US"}, {"id": "200", "name": "Acme UK"}],
    "senders": [{"id": "causeway"}],
    "clients": [{"clientId": LOGIN.client_id, "userId": "ws"}],
    "roles": [{"name": "Causeway", "permissions": {"GL": {"Accounts": "List|View"}, "CO": "All"}}],
    "users": [
        {"id": "ws", "password": "user-password", "roles": ["Causeway"]},
        {"id": "admin", "password": "admin-password", "admin": "full", "webServicesOnly": False},
    ],
}


class Stage:
    """A running simulator, set up as above by `reset`."""

    def __init__(self, url: str) -> None:
        self.url = url
        hosts = AllowedHosts.of([url.removeprefix("http://")])
        transport = RequestsTransport(hosts=hosts, deadline=10)
        self.rest = RestClient(transport=transport, base_url=f"{url}/ia/api/v1")

    def reset(self) -> None:
        client = {"secret": LOGIN.secret, "redirectUris": [CALLBACK], "senderId": "causeway"}
        self.set("POST", "reset", {})
        self.set("PUT", "senders/causeway", {"password": "sender-password"})
        self.set("PUT", f"clients/{LOGIN.client_id}", {**client, "scope": "production"})
        self.set("PUT", "companies/Acme", COMPANY)

    def set(self, method: str, path: str, body: dict[str, Any]) -> None:
        answer = requests.request(method, f"{self.url}/_sim/{path}", json=body, timeout=10)
        assert answer.ok, answer.text

    def mint(self) -> TokenSet:
        return self.rest.mint(client=LOGIN, username=WS_USER)

    def return_from_consent(self, *, state: str, verifier: str, decision: str) -> Callback:
        address = authorization_url(
            client_id=LOGIN.client_id,
            redirect_uri=CALLBACK,
            state=state,
            verifier=verifier,
            base_url=f"{self.url}/ia/api/v1",
        )
        person = {"company": "Acme", "user": "admin", "password": "admin-password"}
        return read_callback(approve(address, person=person, decision=decision))

    def approved(self) -> TokenSet:
        verifier = new_verifier()
        read = self.return_from_consent(state=new_state(), verifier=verifier, decision="accept")
        assert isinstance(read, Approved)
        return self.rest.exchange_code(
            client=LOGIN, code=read.code, verifier=verifier, redirect_uri=CALLBACK
        )


@contextmanager
def simulator() -> Iterator[str]:
    """The address of a simulator that runs for the length of the block."""
    command = [sys.executable, "-m", "apps.simulator", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 -- our own module
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().rsplit(" ", 1)[-1].strip()
        finally:
            process.terminate()
