"""What one running Causeway is made of, and what each of its processes may know of that.

Web holds no private key and cannot migrate, beat cannot read the database, the simulator is a
stranger (design.md D4, D11; ../shared/reference/security-reliability.md §8).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from config.local.ports import HOST

# Nothing else of the caller's environment reaches a process: it may hold anybody's secrets.
PASSED_ON = (
    "HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "TERM", "TMPDIR", "TZ", "USER",
    "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL", "EMAIL_URL", "GUIDES_DIRS", "LOG_LEVEL",
    "SSL_CERT_DIR", "SSL_CERT_FILE",
)  # fmt: skip
BRISK = {  # whoever tries things out sees within a minute what they changed
    "CHECK_SECONDS_BROKEN": "30",
    "CHECK_SECONDS_CONNECTED": "60",
    "CHECK_SECONDS_SETTING_UP": "60",
}
PASSED_ON_PREFIXES = ("CHECK_", "INTACCT_DEADLINE_", "TOKEN_", "APPROVAL_")


@dataclass(frozen=True, kw_only=True)
class Site:
    """One Causeway: its servers, its keys, its addresses and the folder `var` it writes to."""

    environment: str
    web_port: int
    simulator_port: int
    var: Path
    database_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    public_keys: str = field(repr=False)
    private_keys: str = field(repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        return f"http://localhost:{self.web_port}"  # a passkey needs a name, not an address

    @property
    def simulator_url(self) -> str:
        return f"http://{HOST}:{self.simulator_port}"  # another host: its cookies stay apart

    def for_web(self) -> dict[str, str]:
        return self._serving() | {"DB_POOL": "True"}

    def for_worker(self) -> dict[str, str]:
        return self._serving() | {"VAULT_PRIVATE_KEYS": self.private_keys}

    def for_beat(self) -> dict[str, str]:
        return self._serving() | {"DATABASE_URL": without_password(self.database_url)}

    def for_simulator(self) -> dict[str, str]:
        """Return what a stranger is told: neither keys nor servers."""
        return _passed_on() | {"ENVIRONMENT": self.environment, "PYTHONUNBUFFERED": "1"}

    def for_manage(self) -> dict[str, str]:
        """Return what a person at the keyboard gets: everything, the owner's database too."""
        return self.for_worker() | {"DATABASE_OWNER_URL": self.owner_url}

    def _serving(self) -> dict[str, str]:
        return self._addresses() | {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": self.secret_key,
            "VAULT_PUBLIC_KEYS": self.public_keys,
        }

    def _addresses(self) -> dict[str, str]:
        ours = BRISK | {
            "BASE_URL": self.base_url,
            "EMAIL_URL": f"filemail:///{self.var}/mail",  # not the log: mails carry links
            "ENVIRONMENT": self.environment,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "INTACCT_ENDPOINT": f"{self.simulator_url}/ia/xml/xmlgw.phtml",
            "INTACCT_HOSTS": f"*.intacct.com,{urlsplit(self.simulator_url).netloc}",
            "INTACCT_REST_URL": f"{self.simulator_url}/ia/api/v1",
            "PYTHONUNBUFFERED": "1",
            "SIMULATOR_URL": self.simulator_url,
            "STATIC_ROOT": str(self.var / "static"),
            "TOKEN_SPOOL_DIR": str(self.var / "spool"),
        }
        return ours | _passed_on() | dict(self.options)


def without_password(url: str) -> str:
    """Return the URL with its password left out."""
    parts = urlsplit(url)
    person, at, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=person.partition(":")[0] + at + place).geturl()


def _passed_on() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or name.startswith(PASSED_ON_PREFIXES)
    }
