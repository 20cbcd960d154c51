"""`bin/demo`: web, worker, beat, a simulated Intacct and their servers, under one command."""

import argparse
import signal
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, NoReturn

from config.local import premises, running
from config.local.journal import Journal
from config.local.ports import chosen, require_free
from config.local.premises import VAR
from config.local.process import CannotStart
from config.local.site import Site
from config.local.stack import Stack
from config.local.supervisor import Supervisor

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WATCH_SECONDS = 0.2


def main() -> int:
    """Run until told to stop; return 0 then, 1 when something kept it from starting."""
    options = _parser().parse_args()
    for ending in ENDINGS:
        signal.signal(ending, _interrupt)
    try:
        with ExitStack() as cleanup:
            run(cleanup, reset=options.reset)
    except CannotStart as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def run(cleanup: ExitStack, *, reset: bool) -> NoReturn:
    """Start the stack in this folder's `var` and keep it running; `cleanup` stops it."""
    if reset:
        running.stop_holder(VAR)
    held = cleanup.enter_context(running.claim(VAR))
    if reset:
        held.empty_folder()
    held.tell(running.Note(is_stack=True))
    for name in ("web", "simulator"):
        require_free(name, vars(chosen())[name])
    journal = Journal(VAR / "log", shown=True)
    supervisor = Supervisor(journal)
    cleanup.callback(_stop, supervisor)
    journal.say("demo", "starting PostgreSQL and Valkey")
    note = replace(premises.start_servers(supervisor), is_stack=True)
    held.tell(note)
    site = premises.site(note)
    journal.say("demo", "preparing the database, starting the simulator, web, worker and beat")
    report = Stack(site=site, supervisor=supervisor, journal=journal).start(seed=True)
    print(ready_line(site, report), flush=True)
    while True:
        supervisor.revive()
        time.sleep(WATCH_SECONDS)


def ready_line(site: Site, report: dict[str, Any]) -> str:
    """Return the line that says where to go and how to sign in, from what `seed_demo` reports."""
    sign_ins = ", ".join(
        f"{each['email']} / {each['password']} {each['who']}" for each in report["signins"]
    )
    approver = "company {company_id}, user {user_id}, password {password}"
    return (
        f"ready  {site.base_url}/  ({sign_ins})  Intacct simulator {site.simulator_url}/"
        f"  (approve there as {approver.format(**report['intacct'])})"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/demo", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="stop what runs here, start afresh")
    return parser


def _interrupt(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


def _stop(supervisor: Supervisor) -> None:
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    supervisor.stop()


if __name__ == "__main__":
    sys.exit(main())
