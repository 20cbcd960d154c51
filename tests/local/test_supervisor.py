import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.local import supervisor as supervision
from config.local.journal import Journal
from config.local.process import CannotStart, Program
from config.local.supervisor import Supervisor

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(15, signal.SIG_IGN); {SLEEP}"
NOTES_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    with pathlib.Path(sys.argv[2]).open("a") as order:
        order.write(sys.argv[1] + " ")
    sys.exit()
signal.signal(15, end)
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path, shown=False)


@pytest.fixture
def supervisor(journal: Journal) -> Iterator[Supervisor]:
    supervisor = Supervisor(journal)
    yield supervisor
    supervisor.stop()


@pytest.fixture
def program(journal: Journal) -> Callable[..., Program]:
    def make(name: str, code: str, *arguments: str) -> Program:
        return Program(
            name=name,
            command=(sys.executable, "-c", code, *arguments),
            environment={},
            answers=lambda: journal.tail(name) == ["up"],
        )

    return make


def test_a_dead_child_is_started_again(
    supervisor: Supervisor, journal: Journal, program: Callable[..., Program]
) -> None:
    supervisor.launch(program("sleeper", SLEEP))
    supervisor.wait_until_ready(seconds=10)
    first = supervisor.pid("sleeper")

    os.kill(first, signal.SIGKILL)
    revive_until(supervisor, lambda: len(journal.tail("sleeper")) == 3)

    assert supervisor.pid("sleeper") != first
    assert journal.tail("sleeper") == ["up", "ended with code -9; starting it again in 0.5 s", "up"]


def test_the_pause_doubles_with_every_death(
    supervisor: Supervisor, journal: Journal, program: Callable[..., Program]
) -> None:
    supervisor.launch(program("stillborn", "raise SystemExit(3)"))

    revive_until(supervisor, lambda: len(journal.tail("stillborn")) == 2)

    pauses = [line.removeprefix("ended with code 3; ") for line in journal.tail("stillborn")]
    assert pauses == ["starting it again in 0.5 s", "starting it again in 1.0 s"]


def test_the_group_started_last_stops_first(
    supervisor: Supervisor, tmp_path: Path, program: Callable[..., Program]
) -> None:
    order = tmp_path / "order"
    for name in ("database", "web"):
        supervisor.launch(program(name, NOTES_ITS_END, name, str(order)))
    supervisor.wait_until_ready(seconds=10)

    supervisor.stop()

    assert order.read_text() == "web database "


def test_what_ignores_the_request_is_killed(
    supervisor: Supervisor,
    journal: Journal,
    program: Callable[..., Program],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervision, "GRACE_SECONDS", 0.2)
    supervisor.launch(program("deaf", DEAF))
    supervisor.wait_until_ready(seconds=10)
    pid = supervisor.pid("deaf")

    supervisor.stop()

    assert not Path(f"/proc/{pid}").exists()
    assert "killed" in journal.tail("deaf")[-1]


def test_a_program_that_ends_before_it_answers_is_named_with_its_last_words(
    supervisor: Supervisor, program: Callable[..., Program]
) -> None:
    supervisor.launch(program("web", "raise SystemExit('no such setting')"))

    with pytest.raises(CannotStart, match=r"web ended with code 1:(?s:.*)no such setting"):
        supervisor.wait_until_ready(seconds=10)


def test_a_program_that_stays_silent_is_named_with_its_log(
    supervisor: Supervisor, program: Callable[..., Program]
) -> None:
    supervisor.launch(program("mute", "import time; time.sleep(60)"))

    with pytest.raises(CannotStart, match=r"mute does not answer; .*mute\.log may say why"):
        supervisor.wait_until_ready(seconds=0.1)


def revive_until(supervisor: Supervisor, fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < deadline
        supervisor.revive()
        time.sleep(0.02)
