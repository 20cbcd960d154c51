"""One process that makes a site ready: migrate, collect static files, seed, hear from the workers.

It speaks to the stack that started it through lines: SERVABLE once web may start, and at last,
when it was told to seed, what `seed_demo` prints.
"""

import argparse
import time
import urllib.request
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command

from config.celery import app
from config.local.programs import WORKERS
from config.local.stack import SERVABLE

PATIENCE_SECONDS = 60.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", action="store_true")
    options = parser.parse_args()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    print(SERVABLE, flush=True)
    wait_for("simulator", simulator_answers)
    if options.seed:
        call_command("seed_demo")
    wait_for("pair of workers", workers_answer)


def wait_for(name: str, answers: Callable[[], bool]) -> None:
    """Return once it answers; exit with a sentence when it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers():
        if time.monotonic() > deadline:
            raise SystemExit(f"The {name} does not answer; its log may say why.")
        time.sleep(0.05)


def simulator_answers() -> bool:
    try:
        with urllib.request.urlopen(f"{settings.SIMULATOR_URL}/_sim/health", timeout=5):  # noqa: S310
            return True
    except OSError:
        return False


def workers_answer() -> bool:
    """Say whether each worker answers a ping; its queue's key would outlive it in the broker."""
    heard = app.control.ping(timeout=0.5, limit=len(WORKERS)) or []
    return {node.partition("@")[0] for reply in heard for node in reply} >= WORKERS.keys()


if __name__ == "__main__":
    main()
