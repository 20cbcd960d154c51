"""What may have come along when a secret was copied: pointed out, and kept where that is meant.

Every byte of a secret counts, so nothing is taken off; Intacct would refuse a wrong one, and lock
the user after a few (../shared/reference/security-reliability.md §6A, iA4 and iA16).
"""

import json
import re
from typing import Final

DOUBTS: Final = (
    (r"^[\s\u200b\u2060\ufeff]", "It begins with a space or another character that does not show."),
    (r"[\s\u200b\u2060\ufeff]$", "It ends with a space or another character that does not show."),
    (r"[\u200b\u2060\ufeff\u00a0]", "It contains a character that does not show."),
    (
        r"^\s*(user )?(password|passwort|passcode|pwd|pass|secret|client secret)\s*[:=]",
        "It begins with a label, such as “Password:”.",
    ),
    (r"[\u2018\u2019\u201c\u201d\u201e\u2013\u2014]", "It contains curly quotes or a long dash."),
    (
        r"\((temporary|temp|initial|new|old|test|prod|production|sandbox)\)\s*$",
        "It ends with a remark in parentheses.",
    ),
)
"""Patterns that Python and JavaScript read alike, whatever the case, and what each makes us say."""

AS_PATTERNS: Final = json.dumps(DOUBTS, ensure_ascii=True)
"""The same for the page, which points them out while the secret can still be changed."""


def doubt(secret: str) -> str:
    """One sentence on what looks as if it does not belong; empty where all does."""
    said = (says for pattern, says in DOUBTS if re.search(pattern, secret, re.IGNORECASE))
    return next(said, "")
