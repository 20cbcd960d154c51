"""Grants: who let which client act as whom, and the tokens that came of it.

Tokens are kept as SHA-256 only. How refresh tokens rotate is documented nowhere; the three ways
known from other servers are told apart in `redeem` and `hand_out` (`assumptions.refresh_rotation`):
strict  a refresh token works once
grace   it works until a token that replaced it has been used
none    it stays
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from apps.simulator import clock

_MANY = 100_000


@dataclass(slots=True)
class Grant:
    """`flow` is the grant type that began it; `offline` whether it has refresh tokens at all.

    `refreshers` maps each refresh token that works to the one it replaced, or to nothing.
    """

    flow: str
    client_id: str
    company_id: str
    user_id: str
    entity_id: str
    offline: bool = True
    alive: bool = True
    refreshers: dict[str, str] = field(default_factory=dict, repr=False)
    renewed: float = field(default_factory=clock.now)

    def settle(self, refresher: str) -> None:
        """A token has been used, so the one it replaced ends."""
        self.refreshers.pop(self.refreshers.get(refresher, ""), None)
        if refresher in self.refreshers:
            self.refreshers[refresher] = ""


@dataclass(slots=True)
class Access:
    """One access token; `refresher` is the refresh token that was handed out beside it."""

    grant: Grant
    entity_id: str
    expires: float
    refresher: str = field(repr=False)


class Grants:
    """All grants of a simulation, by the tokens that lead to them."""

    def __init__(self) -> None:
        self._access: dict[str, Access] = {}
        self._by_refresher: dict[str, Grant] = {}

    def find(self, access_token: str) -> Access | None:
        """What an access token stands for, be it expired or its grant dead."""
        return self._access.get(_digest(access_token))

    def of_refresh(self, token: str) -> Grant | None:
        """Whose refresh token this is or once was; nothing is used up."""
        return self._by_refresher.get(_digest(token))

    def redeem(self, token: str, *, rotation: str, reuse_kills: bool, seconds: int) -> Grant | None:
        """The live grant of a refresh token that still works; `seconds` 0: it never gets too old.

        A token that was replaced ends the whole grant where rotation is strict and reuse kills.
        """
        grant = self.of_refresh(token)
        if grant is None or not grant.alive or (seconds and grant.renewed + seconds < clock.now()):
            return None
        if _digest(token) in grant.refreshers:
            grant.settle(_digest(token))
            return grant
        if reuse_kills and rotation == "strict":
            grant.alive = False
        return None

    def hand_out(self, grant: Grant, *, redeemed: str = "", rotation: str = "strict") -> str:
        """The refresh token for the next answer; `redeemed` is the one that was presented."""
        grant.renewed = clock.now()
        if redeemed and rotation == "none":
            return redeemed
        token = secrets.token_urlsafe(64)
        if rotation == "strict":
            grant.refreshers.pop(_digest(redeemed), None)
        grant.refreshers[_digest(token)] = _digest(redeemed) if redeemed else ""
        self._by_refresher[_digest(token)] = grant
        return token

    def keep(self, access_token: str, access: Access) -> None:
        """Remembers a fresh access token."""
        if len(self._access) >= _MANY:
            self._forget_old()
        self._access[_digest(access_token)] = access

    def kill(self, company_id: str, user_id: str | None = None, *, flow: str | None = None) -> int:
        """Ends the grants of a company, of one of its users, of one flow; says how many lived."""
        found = [
            grant
            for grant in self._all()
            if grant.alive and _belongs(grant, company_id, user_id) and flow in {None, grant.flow}
        ]
        for grant in found:
            grant.alive = False
        return len(found)

    def expire(self, company_id: str, user_id: str | None = None) -> int:
        """Makes access tokens of a company, or of one of its users, expire now; says how many."""
        mine = [
            access
            for access in self._access.values()
            if access.expires > clock.now() and _belongs(access.grant, company_id, user_id)
        ]
        for access in mine:
            access.expires = clock.now()
        return len(mine)

    def document(self) -> list[dict[str, Any]]:
        """The live grants with what leads to them, JSON-ready, for the state file."""
        return [
            {
                "grant": asdict(grant),
                "refreshers": [key for key, one in self._by_refresher.items() if one is grant],
                "access": {
                    key: [one.entity_id, one.expires, one.refresher]
                    for key, one in self._access.items()
                    if one.grant is grant
                },
            }
            for grant in self._all()
            if grant.alive
        ]

    def load(self, document: list[dict[str, Any]]) -> None:
        """Takes back what `document` gave."""
        for kept in document:
            grant = Grant(**kept["grant"])
            self._by_refresher.update(dict.fromkeys(kept["refreshers"], grant))
            for key, (entity_id, expires, refresher) in kept["access"].items():
                self._access[key] = Access(grant, entity_id, expires, refresher)

    def clear(self) -> None:
        self._access.clear()
        self._by_refresher.clear()

    def _all(self) -> list[Grant]:
        holders = [access.grant for access in self._access.values()]
        found = {id(grant): grant for grant in [*holders, *self._by_refresher.values()]}
        return list(found.values())

    def _forget_old(self) -> None:
        moment = clock.now()
        self._access = {key: one for key, one in self._access.items() if one.expires > moment}
        self._by_refresher = {key: one for key, one in self._by_refresher.items() if one.alive}


def refresher_of(token: str) -> str:
    """How an `Access` names its refresh token."""
    return _digest(token) if token else ""


def _belongs(grant: Grant, company_id: str, user_id: str | None) -> bool:
    return grant.company_id == company_id and user_id in {None, grant.user_id}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
