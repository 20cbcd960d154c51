"""When a session ends, by our own clock.

Every answer carries `sessiontimeout`, which slides with each call (intacct-xml.md §3). It is
Intacct's clock; what matters is how far it lies ahead of the answer's own Date header.
"""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from apps.intacct.answers import Reply
from apps.intacct.exchange import HttpAnswer

ASSUMED_LIFETIME = timedelta(minutes=15)
LONGEST_LIFETIME = timedelta(hours=24)


def expiry_of(reply: Reply) -> datetime:
    """Our time at which the session ends: at most 24 hours away, 15 minutes if nobody can tell."""
    answer, timeout = reply.answer, reply.authentication.session_timeout
    lifetime = timeout - _answered_at(answer) if timeout else timedelta()
    if lifetime <= timedelta():
        lifetime = ASSUMED_LIFETIME
    return answer.received_at + min(lifetime, LONGEST_LIFETIME)


def _answered_at(answer: HttpAnswer) -> datetime:
    try:
        date = parsedate_to_datetime(answer.header("Date"))
    except ValueError:
        return answer.received_at
    return date if date.tzinfo else answer.received_at
