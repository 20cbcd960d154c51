"""The imitated Intacct as a person would change it: over its control contract (design.md §4)."""

from dataclasses import dataclass
from typing import Any

import requests

SENDER_ID = "CraftableMPP"
MODULES = ("CO", "CM", "GL", "AP", "AR")
SENDERS = [{"id": SENDER_ID, "status": "active", "description": "Craftable"}]
ROLES = [{"name": "Craftable", "permissions": dict.fromkeys(MODULES, "All")}]
ENTITIES = [
    {"id": "100", "name": "North", "status": "active"},
    {"id": "200", "name": "South", "status": "active"},
]


@dataclass(frozen=True)
class Intacct:
    """The simulator at `url`."""

    url: str

    def know_sender(self, password: str) -> None:
        """Make the vendor's sender ID known to Intacct."""
        self._call("PUT", f"senders/{SENDER_ID}", {"password": password, "status": "active"})

    def found(self, company_id: str) -> None:
        """Found a company in which nothing of the guide has been done."""
        body = {"webServices": False, "applications": MODULES, "entities": ENTITIES}
        self._call("PUT", f"companies/{company_id}", body)

    def found_ready(self, company_id: str, *, password: str) -> None:
        """Found a company in which everything of the guide has been done."""
        self.found(company_id)
        user = {"id": "Craftable", "password": password, "roles": ["Craftable"]}
        self.change(company_id, webServices=True, senders=SENDERS, roles=ROLES, users=[user])

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

    def _call(self, method: str, path: str, body: dict[str, Any]) -> None:
        answer = requests.request(method, f"{self.url}/_sim/{path}", json=body, timeout=10)
        assert answer.ok, answer.text
