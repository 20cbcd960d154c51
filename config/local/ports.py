"""The stack's ports. All lie below 32768: above it the kernel hands them to outgoing calls."""

import os
import secrets
import socket
from dataclasses import dataclass

from config.local.process import CannotStart

HOST = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Ports:
    postgres: int = 15432
    valkey: int = 16379
    web: int = 8000
    simulator: int = 8001


def chosen() -> Ports:
    """Return the usual ports, each replaced by CAUSEWAY_PORT_<NAME> where that is set."""
    return Ports(**{name: _chosen(name, port) for name, port in vars(Ports()).items()})


def unused() -> Ports:
    """Return four random ports that nothing listens on."""
    names, found = list(vars(Ports())), set[int]()
    while len(found) < len(names):
        port = 20_000 + secrets.randbelow(12_000)  # a test run seeds `random`: all would draw alike
        if is_free(port):
            found.add(port)
    return Ports(**dict(zip(names, found, strict=True)))


def require_free(name: str, port: int) -> None:
    """Raise CannotStart, naming the port and the variable that changes it, when it is taken."""
    if not is_free(port):
        raise CannotStart(
            f"Port {port} ({name}) is taken: stop what listens there, "
            f"or set {_variable(name)} to another port."
        )


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _chosen(name: str, usual: int) -> int:
    given = os.environ.get(_variable(name)) or str(usual)
    if not given.isdecimal() or not 0 < int(given) < 65536:  # noqa: PLR2004 - ports are 16 bits
        raise CannotStart(f"{_variable(name)} must be a port number, not {given!r}.")
    return int(given)


def _variable(name: str) -> str:
    return f"CAUSEWAY_PORT_{name.upper()}"
