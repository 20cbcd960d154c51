"""What a log line may not hold: the part of an address that opens a door by itself."""

import logging
import re

# Also as it stands inside a query, where its slashes are written %2F. A customer's own step
# stands below a connection, and opens nothing.
_TOKEN = re.compile(
    r"((?:/|%2f)(?:invitations|(?<!/connections/.{36}/)steps|password/reset/key)(?:/|%2f))"
    r"(?:(?!%2f)[^/\s\"'<>?&#])+",
    re.IGNORECASE,
)
# What Intacct sends a browser back with, and what it was sent there with; also inside a query.
_ANSWER = re.compile(
    r"((?:^|[?&'\"\s]|%3f|%26)(?:code|state)(?:=|%3d))(?:(?!%26)[^&\s\"'<>#])+", re.IGNORECASE
)


class Masked(logging.Filter):
    """Mask the tokens of mailed links and of approvals: in message, arguments, traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record, and let it pass."""
        record.msg, record.args = _mask(_message(record)), None
        if record.exc_info:
            record.exc_text = _mask(logging.Formatter().formatException(record.exc_info))
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # it does not fit its arguments: still worth a line
        return f"{record.msg} {record.args}"


def _mask(text: str) -> str:
    return _ANSWER.sub(r"\1…", _TOKEN.sub(r"\1…", text))
