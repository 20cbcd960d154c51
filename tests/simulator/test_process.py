"""The real process: how it starts, refuses to, remembers and stops."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.simulator import speech

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "apps.simulator"]
MINIMAL_SETTINGS = """
import django
from django.conf import settings
from django.core.management import execute_from_command_line
settings.configure(INSTALLED_APPS=["apps.simulator"])
execute_from_command_line()
"""
DJANGO_COMMAND = [sys.executable, "-c", MINIMAL_SETTINGS, "simulator"]


class Processes:
    """Starts simulators and ends those that are left."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[str]] = []

    def start(
        self, *arguments: str, command: Sequence[str] = COMMAND
    ) -> tuple[subprocess.Popen[str], str]:
        """The process and its URL, once it says it is ready."""
        process = subprocess.Popen(  # noqa: S603
            [*command, "--port", "0", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        self._started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("simulator ready on http://127.0.0.1:")
        return process, line.split()[-1]

    def end(self) -> None:
        for process in self._started:
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()


@pytest.fixture
def processes() -> Iterator[Processes]:
    processes = Processes()
    yield processes
    processes.end()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [*COMMAND, *arguments], cwd=ROOT, env={**os.environ, **environment}, text=True,
        capture_output=True, timeout=20, check=False,
    )  # fmt: skip


def put(url: str, path: str, body: Any) -> None:
    requests.put(f"{url}/_sim/{path}", json=body, timeout=10).raise_for_status()


@pytest.mark.parametrize("command", [COMMAND, DJANGO_COMMAND], ids=["plain", "django"])
def test_it_starts_serves_and_stops_on_sigterm(
    processes: Processes, command: Sequence[str]
) -> None:
    process, url = processes.start(command=command)

    assert requests.get(f"{url}/_sim/health", timeout=10).json()["status"] == "ready"
    process.send_signal(signal.SIGTERM)

    assert process.wait(5) == 0


def test_hanging_calls_do_not_delay_the_end(processes: Processes) -> None:
    process, url = processes.start()
    requests.post(f"{url}/_sim/faults", json={"kind": "hang", "seconds": 0}, timeout=10)
    with pytest.raises(requests.ReadTimeout):
        requests.post(f"{url}/ia/xml/xmlgw.phtml", data="<request/>", timeout=0.3)
    started = time.monotonic()

    process.terminate()

    assert process.wait(5) == 0
    assert time.monotonic() - started < 2


def test_it_does_not_start_in_production() -> None:
    refused = run("--port", "0", ENVIRONMENT="production")

    assert refused.returncode == 1
    assert refused.stderr == "The simulator does not start where ENVIRONMENT is production.\n"


def test_a_taken_port_is_said_plainly(processes: Processes) -> None:
    _, url = processes.start()
    port = url.rpartition(":")[2]

    refused = run("--port", port)

    assert refused.returncode == 1
    assert refused.stderr == f"Port {port} on 127.0.0.1 is taken.\n"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("colour=red", "'colour' is not an assumption; docs/simulator.md lists them.\n"),
        ("lockout_after=many", "lockout_after takes a whole number, not 'many'.\n"),
        ("session_recheck=1", "session_recheck takes true or false, not '1'.\n"),
    ],
)
def test_a_wrong_assumption_is_said_plainly(setting: str, sentence: str) -> None:
    refused = run("--port", "0", "--assume", setting)

    assert (refused.returncode, refused.stderr) == (1, sentence)


def test_it_remembers_its_companies_in_a_file_of_its_owner(
    processes: Processes, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    process, url = processes.start("--state", str(state))
    put(url, "senders/causeway", {"password": "sender-password"})
    put(url, "companies/Acme", speech.COMPANY)
    process.kill()

    _, url = processes.start("--state", str(state))
    call = speech.request(speech.operation("<getAPISession/>"))
    answer = requests.post(f"{url}/ia/xml/xmlgw.phtml", data=call, timeout=10)

    assert "<sessionid>" in answer.text
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_a_reset_empties_the_file_too(processes: Processes, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    _, url = processes.start("--state", str(state))
    put(url, "companies/Acme", speech.COMPANY)

    requests.post(f"{url}/_sim/reset", timeout=10)

    assert json.loads(state.read_text()) == {"senders": {}, "clients": {}, "companies": {}}


def test_a_state_file_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    state = tmp_path / "missing" / "state.json"

    refused = run("--port", "0", "--state", str(state))

    assert (refused.returncode, refused.stderr) == (1, f"{state} cannot be read and written.\n")


@pytest.mark.parametrize("text", ["nonsense", "[]", '{"senders": {}}'])
def test_a_foreign_state_file_is_not_touched(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(text)

    refused = run("--port", "0", "--state", str(state))

    assert refused.returncode == 1
    assert refused.stderr == f"{state} is not a state file of this simulator.\n"
    assert state.read_text() == text


def test_the_django_command_refuses_as_plainly(processes: Processes) -> None:
    _, url = processes.start()
    port = url.rpartition(":")[2]

    refused = subprocess.run(  # noqa: S603
        [*DJANGO_COMMAND, "--port", port],
        cwd=ROOT, text=True, capture_output=True, timeout=20, check=False,
    )  # fmt: skip

    assert refused.returncode == 1
    assert refused.stderr == f"CommandError: Port {port} on 127.0.0.1 is taken.\n"
