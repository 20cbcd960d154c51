"""An imitated Intacct that knows the vendor's application, and the people who approve in it."""

from dataclasses import dataclass
from typing import Any

import requests

from apps.connections.approvals import redirect_uri
from apps.connections.models import ClientApplication
from apps.ops.benches.stage import Stage
from tests.factories import canary
from tests.intacct.rest.consent import approve

CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"
CLIENT_SECRET = canary("client")
PASSWORD = canary("intacct-user")
USERS = [
    {"id": name, "password": PASSWORD, "admin": "full", "webServicesOnly": False}
    for name in ("admin", "second")
]


@dataclass(frozen=True)
class Intacct:
    """The simulator over HTTP: nothing of it is imported."""

    stage: Stage

    def open(self, application: ClientApplication) -> None:
        """Begin anew, with the application registered and two companies."""
        self.stage.call("POST", "reset", {})
        self.stage.call("PUT", "senders/CraftableMPP", {"password": "sender-password"})
        self.register(application, secret=CLIENT_SECRET)
        self.found("Acme")
        self.found("Acme-imp")

    def register(self, application: ClientApplication, *, secret: str) -> None:
        """Make the application known, by this secret alone."""
        client = {"secret": secret, "redirectUris": [redirect_uri(application)]}
        member = {"senderId": "CraftableMPP", "scope": "production"}
        self.stage.call("PUT", f"clients/{CLIENT_ID}", client | member)

    def found(self, company_id: str, **members: Any) -> None:
        """Found a company of two full administrators."""
        body = {"applications": ["CO", "GL"], "users": USERS, "senders": [{"id": "CraftableMPP"}]}
        self.stage.call("PUT", f"companies/{company_id}", body | members)

    def walk(
        self, url: str, *, company: str = "Acme", user: str = "admin", decision: str = "accept"
    ) -> str:
        """Sign in and decide; returns the query string Intacct sends the browser back with."""
        person = {"company": company, "user": user, "password": PASSWORD}
        return approve(url, person=person, decision=decision)

    def arm(self, kind: str, **members: object) -> None:
        self.stage.call("POST", "faults", {"kind": kind, "times": 1, **members})

    def token_requests(self) -> list[str]:
        """What became of each call of the token endpoint, oldest first."""
        return self._outcomes("/oauth2/token")

    def revocations(self) -> list[str]:
        """What became of each wish to end a grant, oldest first."""
        return self._outcomes("/oauth2/revoke")

    def _outcomes(self, path: str) -> list[str]:
        calls = requests.get(f"{self.stage.url}/_sim/ledger", timeout=10).json()["calls"]
        return [call["outcome"] for call in calls if call["path"].endswith(path)]
