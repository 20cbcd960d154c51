"""Where a password may be sent, and nowhere else.

Design D5, goals E4 and E5 and table 6G of ../shared/reference/security-reliability.md. A URL is
matched whole against one strict pattern instead of being parsed: what the pattern does not know
(user info, queries, percent signs, backslashes, other alphabets) two parsers could disagree on.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]{1,253})(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[a-z0-9._~/-]{0,500})?",
    re.IGNORECASE | re.ASCII,
)
# The last label must hold a letter: an address is no host pattern.
_PATTERN = re.compile(r"(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*", re.ASCII)


@dataclass(frozen=True)
class AllowedHosts:
    """Host patterns reachable over https on 443, and loopback places reachable over plain http."""

    patterns: tuple[str, ...]
    loopbacks: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> "AllowedHosts":
        """Read names such as `*.intacct.com`, `api.intacct.com` and `127.0.0.1:8900`.

        A name with a port must be a loopback host: it stands for the simulator.
        Raises ValueError naming the entry that is neither.
        """
        lowered = [name.lower() for name in names]
        loopbacks = tuple(name for name in lowered if _is_loopback(name))
        patterns = tuple(name for name in lowered if name not in loopbacks)
        for name in patterns:
            if not _PATTERN.fullmatch(name):
                raise ValueError(f"{name!r} is neither a host pattern nor a loopback host:port")
        return cls(patterns, loopbacks)

    def allows(self, url: str) -> bool:
        """Whether `url` may be opened: https on 443 to a pattern, or http to a loopback place."""
        parts = _URL.fullmatch(url)
        if parts is None:
            return False
        scheme, host, port = parts["scheme"].lower(), parts["host"].lower(), parts["port"]
        if scheme == "http":
            return f"{host}:{port}" in self.loopbacks
        return port in (None, "443") and any(_matches(host, name) for name in self.patterns)


def _is_loopback(name: str) -> bool:
    host, _, port = name.rpartition(":")
    if not re.fullmatch(r"[1-9][0-9]{0,4}", port, re.ASCII):
        return False
    return host == "localhost" or _is_loopback_address(host)


def _is_loopback_address(host: str) -> bool:
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def _matches(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and not host.startswith(".") and ".." not in host
    return host == pattern
