import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from config.local.process import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a checkout, in a path with a space, whose venv runs code but installs nothing."""
    folder = tmp_path / "a checkout"
    (folder / ".venv/bin").mkdir(parents=True)
    python = folder / ".venv/bin/python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ]\n')
    python.chmod(0o755)
    (folder / "bin").mkdir()
    shutil.copy(ROOT / "bin/_bootstrap", folder / "bin")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (folder / lock).write_text("django==5.2.18\n")
    return folder


def bootstrap(folder: Path, kind: str, **environment: str) -> subprocess.CompletedProcess[str]:
    script = f'. "$0" {kind}; pwd; echo "$VENV_PYTHON"'
    return subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", script, folder / "bin/_bootstrap"],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def stamp(folder: Path, kind: str, lock: str) -> None:
    digest = hashlib.sha256((folder / lock).read_bytes()).hexdigest()[:16]
    (folder / ".venv/.stamp").write_text(f"{kind} {digest} {folder}\n")


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_a_venv_of_the_dev_lock_serves_both(folder: Path, kind: str) -> None:
    stamp(folder, "dev", "requirements-dev.lock")

    outcome = bootstrap(folder, kind)

    assert outcome.stderr == ""
    assert outcome.stdout.splitlines() == [str(folder), f"{folder}/.venv/bin/python"]


def test_a_venv_of_the_run_lock_does_not_serve_the_tests(folder: Path) -> None:
    stamp(folder, "run", "requirements.lock")

    assert bootstrap(folder, "run").stderr == ""
    assert bootstrap(folder, "dev").stderr == "causeway: installing 1 packages\n"


def test_a_changed_lock_is_installed_again(folder: Path) -> None:
    stamp(folder, "run", "requirements.lock")
    (folder / "requirements.lock").write_text("django==5.2.19\n")

    assert bootstrap(folder, "run").stderr == "causeway: installing 1 packages\n"


def test_a_venv_that_held_the_dev_lock_keeps_holding_it(folder: Path) -> None:
    stamp(folder, "dev", "requirements-dev.lock")
    (folder / "requirements-dev.lock").write_text("django==5.2.19\npytest==9.2.0\n")

    assert bootstrap(folder, "run").stderr == "causeway: installing 2 packages\n"


def test_a_venv_of_a_moved_folder_is_installed_again(folder: Path) -> None:
    stamp(folder, "run", "requirements.lock")
    moved = folder.rename(folder.with_name("moved"))

    assert bootstrap(moved, "run").stderr == "causeway: installing 1 packages\n"
