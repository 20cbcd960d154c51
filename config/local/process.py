"""One program of the stack: what it is, how it starts, how it is asked to stop."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.local.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1  # linux/prctl.h
_libc = ctypes.CDLL(None)


class CannotStart(Exception):
    """The stack, or a part of it, cannot start; the text is one plain sentence for a person."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A command, its whole environment, and how to tell that it works (`answers`)."""

    name: str
    command: tuple[str, ...]
    answers: Callable[[], bool]
    environment: Mapping[str, str] = field(repr=False)
    stop_signal: signal.Signals = signal.SIGTERM


class Process:
    """A running program: in a session of its own, ended by the kernel if we are killed."""

    def __init__(self, program: Program, journal: Journal) -> None:
        self.program = program
        self.started_at = time.monotonic()
        self._popen = subprocess.Popen(
            program.command,
            cwd=ROOT,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=end_with_parent(program.stop_signal),  # noqa: PLW1509 - one C call
        )
        assert self._popen.stdout is not None  # noqa: S101 - PIPE gives one
        journal.follow(program.name, self._popen.stdout)

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """Return the exit code, negative for a signal; None while it runs."""
        return self._popen.poll()

    def ask_to_stop(self) -> None:
        self.send(self.program.stop_signal)

    def send(self, what: signal.Signals) -> None:
        """Signal the program itself, unless it has ended."""
        if self.exit_code is None:
            self._popen.send_signal(what)

    def stopped_by(self, deadline: float) -> bool:
        """Wait until `deadline` (monotonic seconds), then kill its whole session; say which."""
        try:
            self._popen.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._popen.wait()
            return False
        return True


def end_with_parent(stop_signal: signal.Signals) -> Callable[[], None]:
    """Return what a child calls before exec, so that a killed parent leaves nothing behind."""
    return lambda: _libc.prctl(PR_SET_PDEATHSIG, stop_signal)
