"""Who uses this folder's `var`: one at a time, known by a lock that a dead process cannot hold."""

import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from config.local.process import CannotStart

STOP_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Note:
    """What the holder of the lock tells others: who it is, and where its servers are."""

    pid: int = field(default_factory=os.getpid)
    is_stack: bool = False  # or servers alone, for the duration of one command
    web_port: int = 0
    simulator_port: int = 0
    database_url: str = field(default="", repr=False)
    owner_url: str = field(default="", repr=False)
    redis_url: str = field(default="", repr=False)


class Claim:
    """The lock on a `var` folder, held by us."""

    def __init__(self, file: IO[str], var: Path) -> None:
        self._file = file
        self._var = var

    def tell(self, note: Note) -> None:
        """Leave a note for whoever finds the lock taken."""
        self._file.seek(0)
        self._file.truncate()
        json.dump(asdict(note), self._file)
        self._file.flush()

    def empty_folder(self) -> None:
        """Remove all that the folder holds but the lock."""
        for path in self._var.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path != _lock_path(self._var):
                path.unlink()


@contextmanager
def claim(var: Path, *, wait: bool = False) -> Iterator[Claim]:
    """Hold the lock on `var`, made if need be for its owner alone; wait for it when told to.

    Raises CannotStart with a sentence about the holder.
    """
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    var.chmod(0o700)
    with _open_lock(var) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise CannotStart(_already_running(_read(file))) from None
        held = Claim(file, var)
        held.tell(Note())
        yield held


def holder(var: Path) -> Note | None:
    """Return the note of the process that holds the lock on `var`; None when nobody does."""
    if not _lock_path(var).exists():
        return None
    with _open_lock(var) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(file)
    return None


def stop_holder(var: Path) -> None:
    """Ask whoever holds the lock to stop, and wait for it. Raises CannotStart when it does not."""
    found = holder(var)
    if found is None:
        return
    os.kill(found.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while holder(var) is not None:
        if time.monotonic() > deadline:
            raise CannotStart(f"Process {found.pid} runs here and does not stop: end it first.")
        time.sleep(0.05)


def _already_running(found: Note) -> str:
    if not found.is_stack:
        return f"bin/manage (process {found.pid}) uses this folder: wait until it ends."
    return (
        f"Causeway already runs from this folder (process {found.pid}): stop it with Ctrl-C "
        "where it runs, or start afresh with bin/demo --reset."
    )


def _open_lock(var: Path) -> IO[str]:
    return os.fdopen(os.open(_lock_path(var), os.O_RDWR | os.O_CREAT, 0o600), "r+")


def _lock_path(var: Path) -> Path:
    return var / "running.json"


def _read(file: IO[str]) -> Note:
    file.seek(0)
    text = file.read()
    return Note(**json.loads(text)) if text else Note(pid=0)
