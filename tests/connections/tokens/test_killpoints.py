import os
import subprocess
import sys

from pytest_django import Settings

from apps.connections.tokens import killpoints
from config.local.process import ROOT


def check(environment: str) -> subprocess.CompletedProcess[str]:
    asked = {"ENVIRONMENT": environment, "TOKEN_KILL_POINT": "K4"}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=dict(os.environ) | asked | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_to_start_with_one() -> None:
    ended = check("production")

    assert ended.returncode == 1
    assert ended.stderr.startswith("TOKEN_KILL_POINT is set, which kills workers")


def test_a_drill_may_have_one() -> None:
    assert check("test").returncode == 0


def test_without_one_nobody_dies(settings: Settings) -> None:
    passed: list[str] = []
    killpoints.watchers.append(passed.append)

    killpoints.reached("K4")
    with killpoints.waiting("K3"):
        pass

    killpoints.watchers.remove(passed.append)
    assert (settings.TOKEN_KILL_POINT, passed) == ("", ["K4"])
