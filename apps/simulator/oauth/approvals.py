"""Approvals under way on Intacct's pages, and the codes that came of them (RFC 6749 §4.1)."""

import json
import secrets
from dataclasses import dataclass, field
from typing import TypeVar

from apps.simulator import clock
from apps.simulator.oauth import keys
from apps.simulator.oauth.asking import Asked
from apps.simulator.oauth.grants import Grant

_MANY = 10_000
T = TypeVar("T")


@dataclass(slots=True)
class Approval:
    """One browser's way through the pages; the company and user are known once signed in."""

    id: str = field(repr=False)
    asked: Asked
    company_id: str = ""
    user_id: str = ""
    decided: bool = False
    begun: float = field(default_factory=clock.now)


@dataclass(slots=True)
class Code:
    """One authorization code; `grant` is what it was exchanged for, if it was."""

    asked: Asked
    company_id: str
    user_id: str
    expires: float
    grant: Grant | None = None


class Approvals:
    """In memory only, the oldest forgotten first."""

    def __init__(self) -> None:
        self._under_way: dict[str, Approval] = {}
        self._codes: dict[str, Code] = {}

    def begin(self, asked: Asked) -> Approval:
        approval = Approval(secrets.token_urlsafe(24), asked)
        _keep(self._under_way, approval.id, approval)
        return approval

    def find(self, approval_id: str) -> Approval | None:
        return self._under_way.get(approval_id)

    def issue(self, approval: Approval, *, seconds: int) -> str:
        """The code for an approval that was given."""
        approval.decided = True
        text = _long_text(approval.asked.client_id)
        code = Code(approval.asked, approval.company_id, approval.user_id, clock.now() + seconds)
        _keep(self._codes, text, code)
        return text

    def code(self, text: str) -> Code | None:
        """The code of that text, be it used or expired."""
        return self._codes.get(text)

    def clear(self) -> None:
        self._under_way.clear()
        self._codes.clear()


def _keep(kept: dict[str, T], key: str, value: T) -> None:
    if len(kept) >= _MANY:
        del kept[next(iter(kept))]
    kept[key] = value


def _long_text(client_id: str) -> str:
    """Like the sample in Sage's guide: a JWT (HS256) whose payload begins with `clientId`."""
    head = keys.base64url(b'{"alg":"HS256","typ":"JWT"}')
    claims = {"clientId": client_id, "code": secrets.token_hex(48)}
    payload = keys.base64url(json.dumps(claims).encode())
    return f"{head}.{payload}.{keys.base64url(secrets.token_bytes(32))}"
