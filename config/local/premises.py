"""This folder's own Causeway: what it keeps in `var`, and the servers it starts from there."""

from pathlib import Path

from config.local import keepsakes, ports
from config.local.process import ROOT
from config.local.running import Note
from config.local.servers import Workshop, start_postgres, start_valkey
from config.local.site import Site
from config.local.supervisor import Supervisor

VAR = ROOT / "var"


def start_servers(supervisor: Supervisor, *, var: Path = VAR) -> Note:
    """Start the servers that are not given, and return where they are. Raises CannotStart."""
    workshop = Workshop(folder=var, ports=ports.chosen(), passwords=keepsakes.passwords(var))
    databases = start_postgres(supervisor, workshop)
    return Note(
        web_port=workshop.ports.web,
        simulator_port=workshop.ports.simulator,
        database_url=databases.app_url,
        owner_url=databases.owner_url,
        redis_url=start_valkey(supervisor, workshop),
    )


def site(note: Note, *, var: Path = VAR) -> Site:
    """Return the site on the servers that `note` names, with the keys kept in `var`."""
    vault = keepsakes.vault_keys(var)
    return Site(
        environment="development",
        web_port=note.web_port,
        simulator_port=note.simulator_port,
        var=var,
        database_url=note.database_url,
        owner_url=note.owner_url,
        redis_url=note.redis_url,
        secret_key=keepsakes.passwords(var)["SECRET_KEY"],
        public_keys=vault["VAULT_PUBLIC_KEYS"],
        private_keys=vault["VAULT_PRIVATE_KEYS"],
    )
