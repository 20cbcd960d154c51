"""Two workers, so that checks of a hanging Intacct never stall the one a person waits for."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config.local.journey_stack import JourneyStack
from config.local.process import ROOT
from config.local.programs import WORKERS

TICKS: dict[str, Any] = settings.CELERY_BEAT_SCHEDULE
TICKED = {each["options"]["queue"] for each in TICKS.values()}
USED = {"interactive", "fleet", "celery", settings.CELERY_TASK_DEFAULT_QUEUE} | TICKED
MOST_MEGABYTES = 700
SESSION = 3  # proc_pid_stat(5), counted behind the program's name


def queues_in(words: Any) -> set[str]:
    """The queues that a worker's command line names."""
    found = re.search(r"--queues[ =](\S+)", " ".join(words))
    return set(found[1].split(",")) if found else set()


def deployed() -> dict[str, set[str]]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return {name: queues_in(compose["services"][name]["command"]) for name in WORKERS}


@pytest.mark.parametrize(
    "queues",
    [{name: queues_in(words) for name, words in WORKERS.items()}, deployed()],
    ids=["local", "compose"],
)
def test_every_queue_has_one_worker_and_a_person_s_is_not_the_schedule_s(
    queues: dict[str, set[str]],
) -> None:
    assert queues["worker"] | queues["fleet"] == USED
    assert queues["worker"] & queues["fleet"] == set()
    assert ("interactive" in queues["worker"], "fleet" in queues["fleet"]) == (True, True)


def test_a_stack_is_small_enough_for_a_laptop(stack: JourneyStack) -> None:
    names = ("web", *WORKERS, "beat", "simulator")

    used = sum(session_megabytes(stack.supervisor.pid(name)) for name in names)

    assert 0 < used < MOST_MEGABYTES


def session_megabytes(leader: int) -> float:
    """What the processes of a session use; of a shared page, each its part."""
    return sum(
        megabytes(process) for process in Path("/proc").glob("[0-9]*") if leads(leader, process)
    )


def leads(leader: int, process: Path) -> bool:
    try:
        words = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:  # it ended meanwhile
        return False
    return int(words[SESSION]) == leader


def megabytes(process: Path) -> float:
    text = (process / "smaps_rollup").read_text(encoding="utf-8")
    return int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0]) / 1024
