"""A whole Causeway for one bench: its own servers, simulator, web, workers and beat.

As `bin/demo` starts them, and with a database that keeps what it commits. Nothing of the site that
runs here is touched, whatever the environment names.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config.local import keepsakes, ports
from config.local.journal import Journal
from config.local.journey_stack import JourneyStack
from config.local.servers import Databases, Workshop, furnish, postgres_of
from config.local.site import Site
from config.local.stack import Stack
from config.local.supervisor import Supervisor
from config.local.valkey import Valkey

START_SECONDS = 20.0
QUIET = {  # no check but those that the bench asks for
    "CHECK_SECONDS_BROKEN": "3600",
    "CHECK_SECONDS_CONNECTED": "3600",
    "CHECK_SECONDS_SETTING_UP": "3600",
    "LOG_LEVEL": "ERROR",
}
LAST_LINES = 40


@contextmanager
def stack() -> Iterator[JourneyStack]:
    """Run it for the length of the block. Raises CannotStart.

    A LookupError of the block is given the last lines of the web server's log.
    """
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="causeway-bench-")))
        workshop = Workshop(
            folder=folder, ports=ports.unused(), passwords=keepsakes.invent_passwords()
        )
        journal = Journal(folder / "log", shown=False)
        supervisor = Supervisor(journal)
        ending.callback(supervisor.stop)
        databases, redis_url = _servers(supervisor, workshop)
        site = _site(workshop, databases, redis_url)
        Stack(site=site, supervisor=supervisor, journal=journal).start(seed=False)
        try:
            yield JourneyStack(
                site=site,
                supervisor=supervisor,
                log_dir=journal.directory,
                superuser_url=databases.maker_url,
            )
        except LookupError as failure:  # the log goes with the stack
            failure.add_note("\n".join(journal.tail("web", lines=LAST_LINES)))
            raise


def _servers(supervisor: Supervisor, workshop: Workshop) -> tuple[Databases, str]:
    postgres = postgres_of(workshop)
    valkey = Valkey(
        home=workshop.folder / "valkey",
        port=workshop.ports.valkey,
        password=workshop.passwords["REDIS_PASSWORD"],
    )
    postgres.create()
    supervisor.launch(postgres.program(), valkey.program())
    supervisor.wait_until_ready(seconds=START_SECONDS)
    return furnish(postgres, workshop), valkey.url


def _site(workshop: Workshop, databases: Databases, redis_url: str) -> Site:
    keys = keepsakes.make_vault_keys()
    return Site(
        environment="test",
        web_port=workshop.ports.web,
        simulator_port=workshop.ports.simulator,
        var=workshop.folder,
        database_url=databases.app_url,
        owner_url=databases.owner_url,
        redis_url=redis_url,
        secret_key=workshop.passwords["SECRET_KEY"],
        public_keys=keys["VAULT_PUBLIC_KEYS"],
        private_keys=keys["VAULT_PRIVATE_KEYS"],
        options=QUIET | {"EMAIL_URL": f"filemail:///{workshop.folder}/mail"},
    )
