"""The imitated Intacct as a person would change it: over its control contract (design.md §4)."""

from dataclasses import dataclass
from typing import Any

import requests

SENDER_ID = "CraftableMPP"
MODULES = ("CO", "CM", "GL", "AP", "AR")
SENDERS = [{"id": SENDER_ID, "status": "active", "description": "Craftable"}]
ROLES = [{"name": "Craftable", "permissions": dict.fromkeys(MODULES, "All")}]
CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"
ADMIN, CLERK = "admin", "clerk"
ENTITIES = [
    {"id": "100", "name": "North", "status": "active"},
    {"id": "200", "name": "South", "status": "active"},
]


@dataclass(frozen=True)
class Intacct:
    """The simulator at `url`."""

    url: str

    def know_sender(self, password: str, *, sender_id: str = SENDER_ID) -> None:
        """Make a sender ID known to Intacct, as whoever buys it from Sage would; the vendor's."""
        self._call("PUT", f"senders/{sender_id}", {"password": password, "status": "active"})

    def know_application(self, secret: str, *, redirect_uri: str) -> None:
        """Make the vendor's client application known to Intacct, as its console would."""
        application = {"redirectUris": [redirect_uri], "senderId": SENDER_ID, "scope": "production"}
        self._call("PUT", f"clients/{CLIENT_ID}", {"secret": secret, **application})

    def found(self, company_id: str) -> None:
        """Found a company in which nothing of the guide has been done."""
        body = {"webServices": False, "applications": MODULES, "entities": ENTITIES}
        self._call("PUT", f"companies/{company_id}", body)

    def found_ready(self, company_id: str, *, password: str) -> None:
        """Found a company in which everything of the guide has been done."""
        self.found(company_id)
        user = {"id": "Craftable", "password": password, "roles": ["Craftable"]}
        self.change(company_id, webServices=True, senders=SENDERS, roles=ROLES, users=[user])

    def found_approvable(self, company_id: str, *, password: str) -> None:
        """Found a company with an administrator who may approve, and a clerk who may not."""
        self.found(company_id)
        person = {"password": password, "webServicesOnly": False, "roles": ["Craftable"]}
        users = [{"id": ADMIN, "admin": "full", **person}, {"id": CLERK, **person}]
        self.change(company_id, webServices=True, roles=ROLES, users=users)

    def kill_tokens(self, company_id: str) -> None:
        """End every approval of the company, as a newer one for the same user would."""
        self._call("POST", "tokens", {"company": company_id, "user": None, "state": "killed"})

    def token_requests(self, company_id: str = "") -> list[dict[str, Any]]:
        """Return what the token endpoint was asked, of one company or of any."""
        calls = self._call("GET", f"ledger?company={company_id}", None).json()
        rows = calls["calls"] if isinstance(calls, dict) else calls
        return [row for row in rows if row["path"].endswith("/oauth2/token")]

    def change(self, company_id: str, **members: object) -> None:
        """Replace these members of a company, and no others."""
        self._call("PATCH", f"companies/{company_id}", members)

    def trouble(self, company_id: str, kind: str, *, seconds: float = 0) -> None:
        """Answer every call that names the company with this fault, until `calm`."""
        body = {"kind": kind, "company": company_id, "times": 0, "seconds": seconds}
        self._call("POST", "faults", body)

    def calm(self) -> None:
        """End every fault."""
        self._call("POST", "reset", {"only": ["faults"]})

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> requests.Response:
        answer = requests.request(method, f"{self.url}/_sim/{path}", json=body, timeout=10)
        assert answer.ok, answer.text
        return answer
