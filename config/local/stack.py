"""A whole Causeway on servers that already run: its programs, started in the right order."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from config.local import programs
from config.local.journal import Journal
from config.local.process import ROOT, CannotStart, end_with_parent
from config.local.site import Site
from config.local.supervisor import Supervisor

START_SECONDS = 60.0
SERVABLE = "servable"  # what the preparation says once web may start


@dataclass(frozen=True, kw_only=True)
class Stack:
    """One site's programs under a supervisor."""

    site: Site
    supervisor: Supervisor
    journal: Journal

    def start(self, *, seed: bool) -> dict[str, Any]:
        """Start every program and prove that each works; return what `seed_demo` reports.

        Raises CannotStart.
        """
        self.supervisor.launch(programs.simulator(self.site))
        report = self._prepare("--seed" if seed else "")
        self.supervisor.wait_until_ready(seconds=START_SECONDS)
        return report

    def _serve(self) -> None:
        site = self.site
        self.supervisor.launch(programs.web(site), *programs.workers(site), programs.beat(site))

    def _prepare(self, *options: str) -> dict[str, Any]:
        """Run the preparation; start web, worker and beat while it goes on."""
        report = {}
        command = [sys.executable, "-m", "config.local.prepare", *filter(None, options)]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.site.for_manage(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one C call
        ) as preparation:
            for line in preparation.stdout or ():
                if line.rstrip() == SERVABLE:
                    self._serve()
                elif line.startswith("{"):  # it holds the sign-ins: nothing for a log
                    report = json.loads(line)
                else:
                    self.journal.say("prepare", line.rstrip())
        if preparation.returncode != 0:
            raise CannotStart(self._last_words())
        return report

    def _last_words(self) -> str:
        lines = self.journal.tail("prepare", lines=1) or ["no message"]
        return f"The preparation failed ({self.journal.directory / 'prepare.log'}): {lines[0]}"
