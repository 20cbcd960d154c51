"""The servers and databases of one test run: made before settings load, gone after it."""

import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.local import keepsakes, roles
from config.local.journal import Journal
from config.local.ports import unused
from config.local.servers import Databases, Workshop, start_postgres, start_valkey
from config.local.site import Site
from config.local.supervisor import Supervisor

MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made below it


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """What the tests run on: a site, and its database, which holds nothing yet."""

    site: Site
    databases: Databases


def begin(ending: ExitStack) -> Rehearsal:
    """Start servers in memory, or use those given; `ending` stops and removes all of it.

    Raises CannotStart.
    """
    folder = _temporary_folder(ending)
    supervisor = Supervisor(Journal(folder / "log", shown=False))
    ending.callback(supervisor.stop)
    workshop = Workshop(
        folder=folder,
        ports=unused(),
        passwords=keepsakes.invent_passwords(),
        keeps_data=False,
    )
    databases = start_postgres(supervisor, workshop)
    redis_url = start_valkey(supervisor, workshop)
    databases = copy(databases, ending=ending, empty=True)
    return Rehearsal(site=_site(workshop, databases, redis_url), databases=databases)


def copy(databases: Databases, *, ending: ExitStack, empty: bool = False) -> Databases:
    """Copy a database that nobody is connected to, or make an empty one; `ending` drops it."""
    name = f"causeway_test_{secrets.token_hex(4)}"
    template = "template0" if empty else urlsplit(databases.app_url).path.removeprefix("/")
    roles.create_database(
        databases.maker_url,
        name,
        template=template,
        owner=_role(databases.owner_url),
        app=_role(databases.app_url),
    )
    ending.callback(roles.drop_database, databases.maker_url, name)
    return Databases(*(_entering(name, url) for url in vars(databases).values()))


def _role(url: str) -> str:
    return urlsplit(url).username or ""


def _entering(database: str, url: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


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
    )


def _temporary_folder(ending: ExitStack) -> Path:
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="causeway-", dir=place))
    ending.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder
