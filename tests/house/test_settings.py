"""A process that lacks a setting stops with one plain sentence, and says nothing else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIRED = ["SECRET_KEY", "BASE_URL", "DATABASE_URL", "REDIS_URL"]
PLAIN = {
    "SECRET_KEY": "canary-secret-key-of-the-settings-test-0123456789-abcdef",
    "BASE_URL": "http://localhost:8000",
    "DATABASE_URL": "postgres://causeway_app:canary-db@127.0.0.1:1/causeway",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ENVIRONMENT": "test",
}


def check(environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own manage.py
        [sys.executable, "manage.py", "check", *options],
        cwd=ROOT,
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in PLAIN.items() if key != name}


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_setting_is_named_in_one_sentence(name: str) -> None:
    ended = check(without(name))

    assert ended.returncode == 1
    assert ended.stderr == (
        f"{name} is not set. Set {name}, or {name}_FILE to a file that holds it.\n"
    )


def test_with_all_of_them_the_house_is_sound() -> None:
    ended = check(PLAIN)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_setting_may_lie_in_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "secret_key"
    kept.write_text("canary-from-a-file\n", encoding="utf-8")

    assert check({**without("SECRET_KEY"), "SECRET_KEY_FILE": str(kept)}).returncode == 0


def test_a_file_that_cannot_be_read_is_named_and_nothing_of_it_shown(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"

    ended = check({**without("SECRET_KEY"), "SECRET_KEY_FILE": str(missing)})

    assert ended.stderr == f"SECRET_KEY_FILE: cannot read {missing}: No such file or directory.\n"


def test_a_number_that_is_none_is_named() -> None:
    ended = check({**PLAIN, "CHECK_BATCH": "many"})

    assert ended.stderr == "CHECK_BATCH must be a number, not 'many'.\n"


def test_over_https_django_warns_of_nothing_but_the_preload_list() -> None:
    deployed = {**PLAIN, "BASE_URL": "https://causeway.example"}

    ended = check(deployed, "--deploy", "--tag", "security")

    # To be on the browsers' preload list is for the owner of the domain to decide.
    assert re.findall(r"security\.W\d+", ended.stderr) == ["security.W021"]
