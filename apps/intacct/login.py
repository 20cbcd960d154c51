"""Who signs in, and what signing in yields.

Case is data: every value is sent byte for byte as given, never trimmed and never re-cased.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apps.intacct.exchange import now

EXPIRY_MARGIN = timedelta(minutes=1)


@dataclass(frozen=True)
class SenderLogin:
    """The calling application: the vendor's sender ID and sender password."""

    sender_id: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class UserLogin:
    """A Web Services user of one company, at its top level or in one entity."""

    company_id: str
    user_id: str
    password: str = field(repr=False)
    entity_id: str = ""


@dataclass
class Session:
    """A signed-in session, tied to company, user, entity and endpoint (intacct-xml.md §3).

    `expires_at` is by our own clock, in UTC, and slides in place with every answer.
    `entity_id` is what Intacct says the session is in; empty is the top level.
    """

    session_id: str = field(repr=False)
    endpoint: str
    company_id: str
    user_id: str
    entity_id: str
    expires_at: datetime

    def is_live(self, *, at: datetime | None = None, margin: timedelta = EXPIRY_MARGIN) -> bool:
        """Whether the session can still be used `margin` from `at` (default: now)."""
        return (at or now()) + margin < self.expires_at
