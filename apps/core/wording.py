"""Small pieces of text every page words the same way: times, emphasis, initials, states."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

EMPHASIS = re.compile(r"(\*\*.+?\*\*|`[^`]+`)")

# What a status word of any app looks like: one of the kinds the badge and the mark are drawn for.
KINDS: Final = {
    "done": "ok",
    "passed": "ok",
    "connected": "ok",
    "verified": "ok",
    "sent": "ok",
    "attested": "said",
    "problem": "bad",
    "failed": "bad",
    "broken": "bad",
    "open": "bad",
    "stuck": "warn",
    "unclear": "warn",
    "advice": "warn",
    "expired": "warn",
    "working": "info",
    "setting_up": "info",
    "pending": "info",
    "checking": "busy",
    "reopened": "warn",
    "waits": "info",
    "blocked": "lock",
    "theirs": "off",
    "optional": "off",
    "not_needed": "off",
    "skipped": "off",
    "paused": "off",
    "disconnected": "off",
    "used": "plain",
    "accepted": "plain",
    "resolved": "plain",
    "todo": "",
    "waiting": "",
}


def kind_of(status: str) -> str:
    """Return the kind a status word is drawn as; a word that is a kind already stays itself."""
    return KINDS.get(status, status)


def prose(text: str) -> SafeString:
    """Return ``text`` as HTML: everything escaped, ``**bold**`` and `` `code` `` rendered."""
    return format_html_join("", "{}", ([_emphasized(piece)] for piece in EMPHASIS.split(text)))


def initials(name: str) -> str:
    """Return one or two capitals for an avatar, from a name or an e-mail address."""
    words = re.split(r"[\s._-]+", name.partition("@")[0].strip())
    return "".join(word[0] for word in (words[0], *words[1:][-1:]) if word).upper()


def progress(states: Sequence[str]) -> str:
    """Return what the progress bar shows: ``4 steps done, 1 needs attention, 3 left``."""
    done, bad = states.count("ok"), states.count("bad")
    parts = [f"{_plural(done, 'step')} done"]
    if bad:
        parts.append(f"{bad} needs attention" if bad == 1 else f"{bad} need attention")
    return ", ".join([*parts, f"{len(states) - done - bad} left"])


def absolute(moment: datetime) -> str:
    """Return the time in UTC with the zone named: ``21 November 2026, 09:41 UTC``."""
    at = moment.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def absolute_short(moment: datetime, now: datetime) -> str:
    """Return the same for a table: ``21 Nov, 09:41 UTC``, the year only when it is not this one."""
    at = moment.astimezone(UTC)
    year = "" if at.year == now.astimezone(UTC).year else f" {at.year}"
    return f"{at.day} {at:%b}{year}, {at:%H:%M} UTC"


def relative(moment: datetime, now: datetime) -> str:
    """Return how far ``moment`` is from ``now``: ``3 minutes ago``, ``in 2 days``, ``just now``."""
    distance = abs(now - moment)
    if distance < timedelta(minutes=1):
        return "just now"
    words = _count(distance)
    return f"{words} ago" if moment < now else f"in {words}"


def _count(distance: timedelta) -> str:
    for unit, size in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        if distance >= size:
            return _plural(distance // size, unit)
    return _plural(distance // timedelta(minutes=1), "minute")


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _emphasized(piece: str) -> str:
    if not EMPHASIS.fullmatch(piece):
        return piece
    if piece.startswith("**"):
        return format_html("<b>{}</b>", piece[2:-2])
    return format_html("<code>{}</code>", piece[1:-1])
