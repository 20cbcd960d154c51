"""A simulator of one's own for a bench: started, set up over HTTP, stopped."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from django.conf import settings


class Stage:
    """The control contract of a running simulator."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def gateway(self) -> str:
        return f"{self.url}/ia/xml/xmlgw.phtml"

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def call(self, method: str, path: str, body: dict[str, Any]) -> None:
        answer = requests.request(method, f"{self.url}/_sim/{path}", json=body, timeout=10)
        answer.raise_for_status()


@contextmanager
def simulator() -> Iterator[Stage]:
    """Run a simulator on a free port for the length of the block."""
    command = [sys.executable, "-m", "apps.simulator", "--port", "0"]
    with subprocess.Popen(  # noqa: S603 -- our own module
        command, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        try:
            yield Stage(line.rsplit(" ", 1)[-1].strip())
        finally:
            process.terminate()
