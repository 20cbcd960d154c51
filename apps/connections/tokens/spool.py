"""A folder that remembers what the database could not be told yet. Plain Python, no Django.

An entry is one file. Its room is made before it is needed, flushed and full of zeros; the entry
is then written over them, so that all it waits for is its own bytes on the disk: no length, no
name and no journal is left to write (6 times faster here than a new file that is renamed). A file
of zeros is no entry, and half an entry is none either: its reader checks what it opens.
Source: ../shared/reference/security-reliability.md §3, step 4.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOM = 32_768  # bytes: more than two tokens of the greatest length take, sealed
FORGOTTEN_SECONDS = 600.0  # after which a reservation is a dead process's
ASIDE, TRIES = ".aside", ".tries"
_ZERO = b"\0"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SpoolClosed(Exception):
    """The spool takes nothing: nothing may be asked for that could then not be kept."""


@dataclass(frozen=True)
class Slot:
    """Room for one entry, already on the disk."""

    file: int
    path: Path

    def keep(self, body: bytes) -> None:
        """Return once the entry would outlive a loss of power. Raises OSError."""
        try:
            os.pwrite(self.file, body, 0)
            os.fdatasync(self.file)
        finally:
            os.close(self.file)

    def discard(self) -> None:
        """Give the room back."""
        os.close(self.file)
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Spool:
    """The entries in `folder`, which only its owner may read."""

    folder: Path

    def reserve(self, name: str) -> Slot:
        """Make room for the entry of this name, which nobody else has. Raises SpoolClosed."""
        path = self.folder / name
        try:
            self._open()
            path.unlink(missing_ok=True)  # of a process that died before it was its turn
            return Slot(_zeros(path), path)
        except OSError as error:
            with suppress(OSError):
                path.unlink()
            raise SpoolClosed(f"The token spool takes nothing: {error.strerror}") from None

    def entries(self, suffix: str, *, beginning: str = "") -> Iterator[tuple[str, bytes]]:
        """Name and body of each entry whose name begins and ends so; oldest first."""
        found = [path for path in self._files() if path.name.endswith(suffix)]
        mine = [path for path in found if path.name.startswith(beginning)]
        for path in sorted(mine, key=_age):
            with suppress(FileNotFoundError):  # another sweep was faster
                if body := path.read_bytes().rstrip(_ZERO):
                    yield path.name, body

    def remove(self, name: str) -> None:
        """Forget an entry; one that is gone is no error."""
        (self.folder / name).unlink(missing_ok=True)
        (self.folder / f"{name}{TRIES}").unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """Keep an entry that nobody can use, out of the way of those that can be."""
        (self.folder / f"{name}{TRIES}").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            (self.folder / name).rename(self.folder / f"{name}{ASIDE}")

    def count_try(self, name: str) -> int:
        """Note one more vain try to use an entry; how many there were, by whatever process."""
        with (self.folder / f"{name}{TRIES}").open("ab") as file:
            file.write(b".")
            return file.tell()

    def forget_reservations(self) -> None:
        """Give back the room that processes made before they died."""
        for path in self._files():
            if _age(path) < time.time() - FORGOTTEN_SECONDS and _is_empty(path):
                path.unlink(missing_ok=True)

    def _open(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.stat().st_mode & _OTHERS:
            self.folder.chmod(0o700)

    def _files(self) -> list[Path]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []


def _zeros(path: Path) -> int:
    """A new file of zeros, it and its name on the disk."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        os.pwrite(file, _ZERO * ROOM, 0)
        os.fsync(file)
        _flush(path.parent)
    except OSError:
        os.close(file)
        raise
    return file


def _flush(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _is_empty(path: Path) -> bool:
    with suppress(FileNotFoundError):
        return not path.read_bytes().rstrip(_ZERO)
    return False
