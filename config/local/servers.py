"""The PostgreSQL and Valkey a local Causeway runs on: those given, else our own."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from config.local import roles
from config.local.ports import Ports, require_free
from config.local.postgres import Postgres, address
from config.local.process import CannotStart
from config.local.supervisor import Supervisor
from config.local.valkey import Valkey

START_SECONDS = 20.0
DATABASE = "causeway"


@dataclass(frozen=True)
class Databases:
    """One database as its three kinds of visitor see it; the maker may create others."""

    app_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    maker_url: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """Where our own servers put their data, where they listen, and what guards them."""

    folder: Path
    ports: Ports
    passwords: dict[str, str] = field(repr=False)
    keeps_data: bool = True


def start_postgres(supervisor: Supervisor, workshop: Workshop) -> Databases:
    """Return the database that DATABASE_URL names, else one on a server started here.

    Raises CannotStart.
    """
    return given_databases() or _own_postgres(supervisor, workshop)


def start_valkey(supervisor: Supervisor, workshop: Workshop) -> str:
    """Return REDIS_URL as given, else the address of a server started here. Raises CannotStart."""
    return os.environ.get("REDIS_URL") or _own_valkey(supervisor, workshop)


def given_databases() -> Databases | None:
    """Return what DATABASE_URL and DATABASE_OWNER_URL name; None when neither is set."""
    app_url, owner_url = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
    if app_url and not owner_url:
        raise CannotStart(
            "DATABASE_URL is set without DATABASE_OWNER_URL, which the migrations need: "
            "set both, or neither."
        )
    if not app_url or not owner_url:
        return None
    return Databases(app_url, owner_url, maker_url=owner_url)


def postgres_of(workshop: Workshop) -> Postgres:
    """Return the server that belongs to a workshop; nothing is started."""
    return Postgres(
        home=workshop.folder / "postgres",
        port=workshop.ports.postgres,
        password=workshop.passwords["POSTGRES_PASSWORD"],
        keeps_data=workshop.keeps_data,
    )


def furnish(server: Postgres, workshop: Workshop) -> Databases:
    """Make the roles and the empty database on a server that answers; return who enters how."""
    keys = workshop.passwords
    app_password, owner_password = keys["APP_PASSWORD"], keys["OWNER_PASSWORD"]
    roles.establish(server.url(), owner_password=owner_password, app_password=app_password)
    roles.create_database(server.url(), DATABASE)
    return Databases(
        app_url=address(roles.APP, app_password, port=server.port, database=DATABASE),
        owner_url=address(roles.OWNER, owner_password, port=server.port, database=DATABASE),
        maker_url=server.url(),
    )


def _own_postgres(supervisor: Supervisor, workshop: Workshop) -> Databases:
    server = postgres_of(workshop)
    require_free("postgres", server.port)
    server.create()
    supervisor.launch(server.program())
    supervisor.wait_until_ready(seconds=START_SECONDS)
    return furnish(server, workshop)


def _own_valkey(supervisor: Supervisor, workshop: Workshop) -> str:
    server = Valkey(
        home=workshop.folder / "valkey",
        port=workshop.ports.valkey,
        password=workshop.passwords["REDIS_PASSWORD"],
        keeps_data=workshop.keeps_data,
    )
    require_free("valkey", server.port)
    supervisor.launch(server.program())
    supervisor.wait_until_ready(seconds=START_SECONDS)
    return server.url
