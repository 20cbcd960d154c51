"""Where the lines of the stack's processes go: a file each, and the terminal behind their names."""

import sys
import threading
from pathlib import Path
from typing import IO

NAME_WIDTH = len("simulator")
SERVERS = ("postgres", "valkey")


class Journal:
    """Keep `NAME.log` for each process in `directory`; show the lines as well when `shown`.

    What the servers say goes to their files alone: it is long, and rarely about Causeway.
    """

    def __init__(self, directory: Path, *, shown: bool) -> None:
        self.directory = directory
        self._shown = shown
        self._lock = threading.Lock()
        directory.mkdir(parents=True, exist_ok=True)

    def say(self, name: str, line: str) -> None:
        """Write one line for `name`."""
        self._write(name, line, shown=self._shown)

    def follow(self, name: str, stream: IO[str]) -> None:
        """Write every line of `stream` for `name`, in a thread of its own, until it closes."""
        threading.Thread(target=self._drain, args=(name, stream), daemon=True).start()

    def tail(self, name: str, *, lines: int = 5) -> list[str]:
        """Return the last lines written for `name`."""
        if not self._file(name).exists():
            return []
        return self._file(name).read_text(encoding="utf-8").splitlines()[-lines:]

    def _drain(self, name: str, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._write(name, line.rstrip(), shown=self._shown and name not in SERVERS)

    def _write(self, name: str, line: str, *, shown: bool) -> None:
        with self._lock:
            with self._file(name).open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
            if shown:
                print(f"{name:<{NAME_WIDTH}} | {line}", file=sys.stderr, flush=True)

    def _file(self, name: str) -> Path:
        return self.directory / f"{name}.log"
