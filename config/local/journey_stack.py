"""The real processes, on a database of their own, for the tests that walk through the product."""

import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import psycopg

from config.local import roles
from config.local.journal import Journal
from config.local.ports import unused
from config.local.process import ROOT
from config.local.rehearsal import Rehearsal
from config.local.servers import Databases
from config.local.site import Site
from config.local.stack import Stack
from config.local.supervisor import Supervisor

QUICK = {
    "CHECK_TICK_SECONDS": "1",
    "CHECK_SECONDS_CONNECTED": "2",
    "CHECK_SECONDS_BROKEN": "2",
    "INTACCT_DEADLINE_SECONDS": "3",
}
WATCH_SECONDS = 0.2


@dataclass(frozen=True, kw_only=True)
class JourneyStack:
    """Web, worker, beat and simulator, running. Kill what you like: the supervisor revives it."""

    site: Site
    supervisor: Supervisor
    log_dir: Path
    superuser_url: str = field(repr=False)

    @property
    def base_url(self) -> str:
        return self.site.base_url

    @property
    def simulator_url(self) -> str:
        return self.site.simulator_url

    @property
    def database_url(self) -> str:
        return self.site.database_url

    @property
    def owner_url(self) -> str:
        return self.site.owner_url

    @property
    def redis_url(self) -> str:
        return self.site.redis_url

    def manage(self, *arguments: str) -> str:
        """Run a manage.py command as `bin/manage` would, and return what it prints.

        Raises subprocess.CalledProcessError, whose `stderr` says why.
        """
        command = [sys.executable, "manage.py", *arguments]
        environment = self.site.for_manage()
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout

    def rows(self, query: LiteralString, *parameters: object) -> list[tuple[Any, ...]]:
        """Return what a query finds in the database, across all tenants."""
        with psycopg.connect(self.database_url) as connection:
            connection.execute("SELECT set_config('role', %s, true)", [roles.ACROSS])
            return connection.execute(query, parameters).fetchall()

    def change(self, query: LiteralString, *parameters: object) -> None:
        """Run a statement in the database, across all tenants."""
        with psycopg.connect(self.database_url) as connection:
            connection.execute("SELECT set_config('role', %s, true)", [roles.ACROSS])
            connection.execute(query, parameters)


def begin(begun: Rehearsal, databases: Databases, *, ending: ExitStack) -> JourneyStack:
    """Start the processes on `databases`; `ending` stops them. Raises CannotStart."""
    folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="causeway-journeys-")))
    journal = Journal(folder / "log", shown=False)
    supervisor = Supervisor(journal)
    ending.callback(supervisor.stop)
    site = _site(begun.site, databases, folder)
    Stack(site=site, supervisor=supervisor, journal=journal).start(seed=False)
    _watch(supervisor, ending)
    return JourneyStack(
        site=site,
        supervisor=supervisor,
        log_dir=journal.directory,
        superuser_url=databases.maker_url,
    )


def _site(site: Site, databases: Databases, folder: Path) -> Site:
    ports = unused()
    return replace(
        site,
        web_port=ports.web,
        simulator_port=ports.simulator,
        var=folder,
        database_url=databases.app_url,
        owner_url=databases.owner_url,
        redis_url=urlsplit(site.redis_url)._replace(path="/1").geturl(),
        options=QUICK | {"EMAIL_URL": f"filemail:///{folder}/mail"},  # not that of the rehearsal
    )


def _watch(supervisor: Supervisor, ending: ExitStack) -> None:
    """Revive what dies, in a thread, until `ending`."""
    over = threading.Event()

    def revive() -> None:
        while not over.wait(WATCH_SECONDS):
            supervisor.revive()

    thread = threading.Thread(target=revive, daemon=True)
    thread.start()
    ending.callback(thread.join)
    ending.callback(over.set)
