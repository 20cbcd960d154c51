"""A private PostgreSQL server, started from a wheel's programs (or Debian's) without any set-up.

Facts behind it: ../shared/reference/dependencies.md §2.
"""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from config.local.ports import HOST
from config.local.postgres_programs import DEMOTION, NOBODY, programs, unprivileged
from config.local.process import CannotStart, Program

SUPERUSER = "postgres"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # for data nobody keeps
SMALL = ("shared_buffers=64MB", "max_connections=60", "unix_socket_directories=")


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A server whose data live in `home`; `password` is the superuser's."""

    home: Path
    port: int
    password: str = field(repr=False)
    keeps_data: bool = True

    def create(self) -> None:
        """Make the cluster unless it is there. Raises CannotStart with initdb's last line."""
        if (self._data / "PG_VERSION").exists():
            return
        self.home.mkdir(parents=True, exist_ok=True)
        prefix = unprivileged()
        if prefix == DEMOTION:
            os.chown(self.home, NOBODY, NOBODY)
        self._initialize(prefix)

    def program(self) -> Program:
        settings = (f"port={self.port}", f"listen_addresses={HOST}", *SMALL)
        options = [part for each in self._all(settings) for part in ("-c", each)]
        server = str(programs() / "postgres")
        return Program(
            name="postgres",
            command=(*unprivileged(), server, "-D", str(self._data), *options),
            environment={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            answers=self.answers,
            stop_signal=signal.SIGINT,  # fast shutdown; SIGTERM would wait for every client
        )

    def answers(self) -> bool:
        """Say whether it lets us in, without knocking (and being logged) before it is ready."""
        note = self._data / "postmaster.pid"  # its eighth line tells the state
        if not note.exists() or "ready" not in note.read_text(encoding="utf-8"):
            return False
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self) -> str:
        """Return the superuser's address of the server."""
        return address(SUPERUSER, self.password, port=self.port, database=SUPERUSER)

    @property
    def _data(self) -> Path:
        return self.home / "data"

    def _all(self, settings: tuple[str, ...]) -> tuple[str, ...]:
        return settings if self.keeps_data else (*settings, *FAST)

    def _initialize(self, prefix: tuple[str, ...]) -> None:
        password_file = self.home / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password, encoding="utf-8")
        try:
            _run(
                *prefix, str(programs() / "initdb"), "-D", str(self._data), "-U", SUPERUSER,
                f"--pwfile={password_file}", "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            )  # fmt: skip
        finally:
            password_file.unlink()


def address(user: str, password: str, *, port: int, database: str) -> str:
    """Return a database URL on this machine."""
    return f"postgres://{user}:{password}@{HOST}:{port}/{database}"


def _run(*command: str) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        last_line = (result.stderr.strip().splitlines() or ["no message"])[-1]
        raise CannotStart(f"PostgreSQL could not make its data folder: {last_line}")
