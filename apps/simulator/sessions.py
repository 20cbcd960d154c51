"""API sessions: tied to company, user and entity, sliding with every call (intacct-xml.md §3)."""

import secrets
from dataclasses import dataclass, field

from apps.simulator import clock

_MANY = 100_000


@dataclass(slots=True)
class Session:
    """`entity_id` is empty at the top level; `expires` is in seconds since the epoch."""

    id: str = field(repr=False)
    company_id: str
    user_id: str
    entity_id: str
    expires: float


class Sessions:
    """The open sessions, in memory only: a restart ends them all."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}

    def open(self, company_id: str, user_id: str, *, entity_id: str, seconds: int) -> Session:
        if len(self._open) >= _MANY:
            self._forget_expired()
        session = Session(_new_id(), company_id, user_id, entity_id, clock.now() + seconds)
        self._open[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """The session, unless it is unknown or has expired."""
        session = self._open.get(session_id)
        if session is not None and session.expires <= clock.now():
            del self._open[session_id]
            return None
        return session

    def clear(self) -> None:
        self._open.clear()

    def _forget_expired(self) -> None:
        moment = clock.now()
        self._open = {key: kept for key, kept in self._open.items() if kept.expires > moment}


def _new_id() -> str:
    return secrets.token_urlsafe(32) + ".."
