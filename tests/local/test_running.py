import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.local import running
from config.local.process import ROOT, CannotStart

HOLD = """
import sys, time
from pathlib import Path
from config.local import running
with running.claim(Path(sys.argv[1])) as held:
    held.tell(running.Note(is_stack=True, web_port=8000))
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_start_is_told_who_runs_and_what_to_do(tmp_path: Path) -> None:
    with running.claim(tmp_path / "var") as held:
        held.tell(running.Note(is_stack=True))

        with pytest.raises(CannotStart) as refusal, running.claim(tmp_path / "var"):
            pass

    assert str(refusal.value) == (
        f"Causeway already runs from this folder (process {os.getpid()}): stop it with Ctrl-C "
        "where it runs, or start afresh with bin/demo --reset."
    )


def test_the_folder_and_its_note_are_the_owners_alone(tmp_path: Path) -> None:
    with running.claim(tmp_path / "var") as held:
        held.tell(running.Note(database_url="postgres://app:canary@host/db"))

        modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "var", held_note(tmp_path))]

    assert modes == [0o700, 0o600]


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        found = running.holder(tmp_path)
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert found is not None
    assert (found.pid, found.web_port) == (process.pid, 8000)
    assert running.holder(tmp_path) is None


def test_a_holder_is_asked_to_stop(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        running.stop_holder(tmp_path)

        assert process.wait() == -signal.SIGTERM


def test_starting_afresh_keeps_nothing_but_the_lock(tmp_path: Path) -> None:
    (tmp_path / "postgres/data").mkdir(parents=True)
    (tmp_path / "local.env").touch()

    with running.claim(tmp_path) as held:
        held.empty_folder()

    assert [path.name for path in tmp_path.iterdir()] == ["running.json"]


def test_a_note_hides_its_passwords_from_print() -> None:
    note = running.Note(database_url="postgres://app:canary@host/db")

    assert "canary" not in repr(note)
    assert "canary" in json.dumps(vars(note))


def held_note(folder: Path) -> Path:
    return folder / "var/running.json"


def hold(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process
