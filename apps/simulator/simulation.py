"""Everything one simulator holds: the set-up, what is open, what was seen."""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from apps.simulator.assumptions import Assumptions
from apps.simulator.company import Client, Company, Sender, User
from apps.simulator.cursors import Cursors
from apps.simulator.faults import Faults
from apps.simulator.ledger import Ledger
from apps.simulator.oauth.approvals import Approvals
from apps.simulator.oauth.grants import Grants
from apps.simulator.records import Records
from apps.simulator.sessions import Sessions


class Simulation:
    """The whole state, in memory; what `/_sim` was told and the grants may also be in a file.

    `state` is that file. Reading one that is not ours raises ValueError in one plain sentence.
    """

    def __init__(
        self, assumptions: Assumptions | None = None, *, state: Path | None = None
    ) -> None:
        self.assumptions = self._assumed = assumptions or Assumptions()
        self.senders: dict[str, Sender] = {}
        self.clients: dict[str, Client] = {}
        self.companies: dict[str, Company] = {}
        self.records: dict[str, Records] = {}
        self.bad_sign_ins: dict[tuple[str, str], int] = {}
        self.sessions = Sessions()
        self.grants = Grants()
        self.approvals = Approvals()
        self.cursors = Cursors()
        self.faults = Faults()
        self.ledger = Ledger()
        self._state = state
        if state is not None and state.exists():
            self._load(state)

    def company_id(self, written: str) -> str | None:
        """The ID of the company a caller means, or None; byte for byte unless assumed otherwise."""
        if written in self.companies or not self.assumptions.company_id_ignores_case:
            return written if written in self.companies else None
        folded = {company_id.casefold(): company_id for company_id in self.companies}
        return folded.get(written.casefold())

    def put_company(self, company_id: str, company: Company) -> None:
        """Creates or replaces the company; bad sign-ins so far are forgiven."""
        self.companies[company_id] = company
        for key in [key for key in self.bad_sign_ins if key[0] == company_id]:
            del self.bad_sign_ins[key]

    def records_of(self, company_id: str) -> Records:
        """The company's rows; every company starts with the same ones."""
        return self.records.setdefault(company_id, Records())

    def count_bad_sign_in(self, company_id: str, user: User) -> None:
        """Locks the user out after as many bad sign-ins in a row as assumed."""
        key = (company_id, user.id)
        self.bad_sign_ins[key] = self.bad_sign_ins.get(key, 0) + 1
        if self.bad_sign_ins[key] >= self.assumptions.lockout_after and user.status == "active":
            locked = user.model_copy(update={"status": "lockedout"})
            self.companies[company_id] = self.companies[company_id].with_user(locked)

    def reset(self, parts: frozenset[str]) -> None:
        """Forgets those parts: `setup`, `sessions` (and tokens), `faults`, `ledger`."""
        if "setup" in parts:
            self.assumptions = self._assumed
            for kept in (
                self.senders,
                self.clients,
                self.companies,
                self.records,
                self.bad_sign_ins,
            ):
                kept.clear()
        if "sessions" in parts:
            self.sessions.clear()
            self.grants.clear()
            self.approvals.clear()
            self.cursors.clear()
        if "faults" in parts:
            self.faults.clear()
        if "ledger" in parts:
            self.ledger.clear()

    def save(self) -> None:
        """Writes the set-up to the state file, whole or not at all, readable by its owner only."""
        if self._state is None:
            return
        handle, name = tempfile.mkstemp(dir=self._state.parent, prefix=f".{self._state.name}.")
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(self._document(), file)
            Path(name).replace(self._state)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()

    def _document(self) -> dict[str, Any]:
        kinds: dict[str, Mapping[str, Sender | Client | Company]] = {
            "senders": self.senders, "clients": self.clients, "companies": self.companies,
        }  # fmt: skip
        document: dict[str, Any] = {
            kind: {key: body.document() for key, body in bodies.items()}
            for kind, bodies in kinds.items()
        }
        grants = self.grants.document()
        return document | ({"grants": grants} if grants else {})

    def _load(self, state: Path) -> None:
        try:
            document = json.loads(state.read_text())
            self.senders = {key: Sender.read(body) for key, body in document["senders"].items()}
            self.clients = {key: Client.read(body) for key, body in document["clients"].items()}
            self.companies = {
                key: Company.read(body) for key, body in document["companies"].items()
            }
            self.grants.load(document.get("grants", []))
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise ValueError(f"{state} is not a state file of this simulator.") from wrong
