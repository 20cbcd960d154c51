"""A process of the bench's stack, with its settings: it brings customers in, and counts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from config.local.journey_stack import JourneyStack
from config.local.process import ROOT, CannotStart

CODE = "from apps.ops.benches import wizard_deeds; wizard_deeds.serve()"


class Cast:
    """Does the deeds of `wizard_deeds` there."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def told(self, deed: str, **details: Any) -> Any:
        """Have it done, and return what came of it. Raises CannotStart where it failed."""
        assert self._process.stdin is not None  # noqa: S101 -- PIPE gives one
        assert self._process.stdout is not None  # noqa: S101 -- PIPE gives one
        self._process.stdin.write(json.dumps({"deed": deed, **details}) + "\n")
        self._process.stdin.flush()
        if not (line := self._process.stdout.readline()):
            raise CannotStart(f"The bench's customers are not ready: {deed} failed.")
        return json.loads(line)


@contextmanager
def cast(stack: JourneyStack) -> Iterator[Cast]:
    """Keep that process for the length of the block."""
    with subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", CODE],
        cwd=ROOT,
        env=stack.site.for_manage(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Cast(process)
        assert process.stdin is not None  # noqa: S101 -- PIPE gives one
        process.stdin.close()
