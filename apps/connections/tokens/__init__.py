"""Tokens: handed out live, refreshed by one caller at a time, never lost to a crash (ADR 0009).

For workers. Everything here opens transactions of its own but `adopt`, which joins its caller's.
"""

from apps.connections.tokens.adopting import adopt, clear_spool, spool_approval
from apps.connections.tokens.errors import GrantEnded, NoGrant
from apps.connections.tokens.handing_out import AccessToken, access_token, refused
from apps.connections.tokens.recovery import could_not_finish, recover, recovered_approvals
from apps.connections.tokens.spool import SpoolClosed
from apps.connections.tokens.transactions import LOST_TOUCH
from apps.connections.tokens.warmth import keep_warm

__all__ = [
    "LOST_TOUCH",
    "AccessToken",
    "GrantEnded",
    "NoGrant",
    "SpoolClosed",
    "access_token",
    "adopt",
    "clear_spool",
    "could_not_finish",
    "keep_warm",
    "recover",
    "recovered_approvals",
    "refused",
    "spool_approval",
]
