"""The imitated Intacct of a walk, as its administrators change it: over `/_sim` (design.md §4)."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import requests

from apps.ops.benches.stage import Stage

ENTITIES = ("100", "200", "300")
Document = dict[str, Any]
"""A company as the control contract writes it, passwords included."""


@dataclass
class World:
    """One company at the simulator."""

    stage: Stage
    company_id: str
    company: Document = field(repr=False)

    def keep(self) -> None:
        """Let the company be as the document says."""
        self.stage.call("PUT", f"companies/{self.company_id}", self.company)

    def snapshot(self) -> Document:
        return deepcopy(self.company)

    def restore(self, before: Document) -> None:
        self.company = deepcopy(before)
        self.keep()

    def learn_senders(self) -> None:
        """Take over what an administrator's Accept added to the list of senders."""
        url = f"{self.stage.url}/_sim/companies/{self.company_id}"
        self.company["senders"] = requests.get(url, timeout=10).json()["senders"]


def bare_company(environment: str) -> Document:
    """A company in which nothing of any guide has been done; people work in it."""
    return {
        "environment": "production" if environment == "production" else "non-production",
        "webServices": False,
        "applications": ["CO"],
        "entities": [{"id": each, "name": f"Entity {each}"} for each in ENTITIES],
        "senders": [],
        "clients": [],
        "roles": [],
        "users": [],
    }
