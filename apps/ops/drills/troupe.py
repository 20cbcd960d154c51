"""Processes that act in a drill: each errand runs in a process of its own, which may be killed.

The leader loads Django once and forks for every errand, so that an act costs no start of Python.
`python -m apps.ops.drills.troupe` is the leader: it reads errands as JSON lines, and answers each
with one: how the process ended (negative: by which signal), and what it said, if it got that far.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import django

KILLED = -9


@dataclass(frozen=True)
class Ending:
    """How an errand ended; `said` is None where it was cut off."""

    code: int
    said: Any


class Troupe:
    """A running leader."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def act(self, errand: str, **details: Any) -> Ending:
        """Send somebody on an errand of `errands`, and wait until they are back or dead."""
        self.begin(errand, **details)
        return self.end()

    def begin(self, errand: str, **details: Any) -> None:
        """Send somebody on an errand; `end` waits for them."""
        assert self._process.stdin is not None  # noqa: S101 -- PIPE gives one
        self._process.stdin.write(json.dumps({"errand": errand, **details}) + "\n")
        self._process.stdin.flush()

    def end(self) -> Ending:
        assert self._process.stdout is not None  # noqa: S101 -- PIPE gives one
        return Ending(**json.loads(self._process.stdout.readline()))


@contextmanager
def troupe(environment: dict[str, str]) -> Iterator[Troupe]:
    """A leader for the length of the block."""
    with subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-m", __name__],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Troupe(process)
        assert process.stdin is not None  # noqa: S101 -- PIPE gives one
        process.stdin.close()


def lead() -> None:
    """Fork for each errand on standard input, until it closes."""
    django.setup()
    from apps.ops.drills import errands  # noqa: PLC0415 -- it needs Django to be set up

    for line in sys.stdin:
        heard, told = os.pipe()
        if (child := os.fork()) == 0:
            os.close(heard)
            with os.fdopen(told, "w") as out:
                json.dump(errands.run(**json.loads(line)), out)
            os._exit(0)
        os.close(told)
        with os.fdopen(heard) as back:
            said = back.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"code": code, "said": json.loads(said) if said else None}), flush=True)  # noqa: T201


if __name__ == "__main__":
    lead()
