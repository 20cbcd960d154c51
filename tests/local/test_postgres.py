import os
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.local import postgres_programs
from config.local.journal import Journal
from config.local.ports import unused
from config.local.postgres import Postgres
from config.local.postgres_programs import DEMOTION, NAMESPACE
from config.local.supervisor import Supervisor


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Forget, before and after, how this machine runs PostgreSQL."""
    postgres_programs.unprivileged.cache_clear()
    postgres_programs.programs.cache_clear()
    yield
    postgres_programs.unprivileged.cache_clear()
    postgres_programs.programs.cache_clear()


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(Journal(tmp_path / "log", shown=False))
    yield supervisor
    supervisor.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root has to become somebody else.")
@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("prefix", [NAMESPACE, DEMOTION])
def test_root_starts_a_server_in_a_folder_closed_to_others(
    tmp_path: Path,
    supervisor: Supervisor,
    monkeypatch: pytest.MonkeyPatch,
    prefix: tuple[str, ...],
) -> None:
    monkeypatch.setattr(postgres_programs, "NAMESPACE", prefix)
    monkeypatch.setattr(postgres_programs, "_is_open_to_all", lambda _folder: False)
    monkeypatch.setattr("tempfile.tempdir", str(opened(tmp_path)))
    home = closed(tmp_path / "closed")
    server = Postgres(home=home, port=unused().postgres, password="pw", keeps_data=False)

    server.create()
    supervisor.launch(server.program())
    supervisor.wait_until_ready(seconds=20)

    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def closed(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder / "postgres"


def opened(folder: Path) -> Path:
    """Let others walk to a folder of this test, as they may walk to /tmp."""
    ours = [place for place in (folder, *folder.parents) if place.is_relative_to("/tmp/")]  # noqa: S108
    for place in ours[:-1]:
        place.chmod(place.stat().st_mode | stat.S_IXOTH)
    return folder
