"""Where a drill happens: a PostgreSQL of its own that keeps what it commits, and a simulator.

Nothing of the site that runs here is touched, whatever the environment names.
"""

import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from apps.ops.benches import stage
from apps.ops.drills.intacct import Intacct
from config.local import keepsakes, ports
from config.local.journal import Journal
from config.local.postgres import Postgres
from config.local.process import ROOT, CannotStart, Process
from config.local.servers import Databases, Workshop, furnish, postgres_of
from config.local.site import Site

START_SECONDS = 20.0
NOBODY_LISTENS = "redis://127.0.0.1:1/0"  # tokens need no broker: the drill has none


class Server:
    """A PostgreSQL that can be restarted the hard way."""

    def __init__(self, postgres: Postgres, journal: Journal) -> None:
        self._postgres, self._journal = postgres, journal
        postgres.create()
        self._process = self._started()

    def restart(self) -> None:
        """Stop without a goodbye to anybody, as `pg_ctl -m immediate` does, and come back."""
        self._stop(signal.SIGQUIT)
        self._process = self._started()

    def stop(self) -> None:
        self._stop(signal.SIGINT)

    def _stop(self, how: signal.Signals) -> None:
        self._process.send(how)
        self._process.stopped_by(time.monotonic() + START_SECONDS)

    def _started(self) -> Process:
        process = Process(self._postgres.program(), self._journal)
        deadline = time.monotonic() + START_SECONDS
        while not self._postgres.answers():
            if time.monotonic() > deadline or process.exit_code is not None:
                raise CannotStart("The drill's PostgreSQL does not answer.")
            time.sleep(0.02)
        return process


@dataclass(frozen=True, kw_only=True)
class Premises:
    """A migrated database, an empty Intacct, and the environment of processes that use them."""

    server: Server
    intacct: Intacct
    environment: dict[str, str]

    @property
    def spool(self) -> Path:
        return Path(self.environment["TOKEN_SPOOL_DIR"])


@contextmanager
def premises(**options: str) -> Iterator[Premises]:
    """Open them for the length of the block; `options` join the environment. Raises CannotStart."""
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="causeway-drill-")))
        workshop = Workshop(
            folder=folder, ports=ports.unused(), passwords=keepsakes.invent_passwords()
        )
        postgres = postgres_of(workshop)
        server = Server(postgres, Journal(folder / "log", shown=False))
        ending.callback(server.stop)
        intacct = Intacct(ending.enter_context(stage.simulator()).url, secrets.token_hex(16))
        site = _site(workshop, furnish(postgres, workshop), intacct)
        environment = site.for_manage() | {"LOG_LEVEL": "CRITICAL"} | options
        _migrate(environment)
        intacct.set_up()
        yield Premises(server=server, intacct=intacct, environment=environment)


def _site(workshop: Workshop, databases: Databases, intacct: Intacct) -> Site:
    keys = keepsakes.make_vault_keys()
    return Site(
        environment="test",
        web_port=workshop.ports.web,
        simulator_port=urlsplit(intacct.url).port or 0,
        var=workshop.folder,
        database_url=databases.app_url,
        owner_url=databases.owner_url,
        redis_url=NOBODY_LISTENS,
        secret_key=workshop.passwords["SECRET_KEY"],
        public_keys=keys["VAULT_PUBLIC_KEYS"],
        private_keys=keys["VAULT_PRIVATE_KEYS"],
    )


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    try:
        subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 -- our own
    except subprocess.CalledProcessError:
        raise CannotStart("The drill's database could not be migrated.") from None
