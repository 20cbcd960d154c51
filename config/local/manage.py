"""`bin/manage COMMAND`: manage.py against the stack that runs here, or servers started for it."""

import signal
import subprocess
import sys
from contextlib import ExitStack

from config.local import premises, running
from config.local.journal import Journal
from config.local.premises import VAR
from config.local.process import ROOT, CannotStart, end_with_parent
from config.local.running import Note
from config.local.supervisor import Supervisor


def main() -> int:
    """Return the command's exit code, or 1 when the servers did not start."""
    try:
        with ExitStack() as cleanup:
            return run(reach_servers(cleanup), sys.argv[1:])
    except CannotStart as trouble:
        print(trouble, file=sys.stderr)
        return 1


def reach_servers(cleanup: ExitStack) -> Note:
    """Return where the servers are; `cleanup` stops those that had to be started.

    Raises CannotStart.
    """
    note = running.holder(VAR)
    if note is None or not note.is_stack:
        return _start_servers(cleanup)
    if not note.database_url:
        raise CannotStart("Causeway is starting here: try again once it says ready.")
    return note


def run(note: Note, arguments: list[str]) -> int:
    """Run manage.py at this terminal and return its exit code; Ctrl-C is the command's to take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    command = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=premises.site(note).for_manage(),
        preexec_fn=_like_a_command,  # noqa: PLW1509 - two C calls
    )
    return command.wait()


def _start_servers(cleanup: ExitStack) -> Note:
    held = cleanup.enter_context(running.claim(VAR, wait=True))
    supervisor = Supervisor(Journal(VAR / "log", shown=False))
    cleanup.callback(supervisor.stop)
    note = premises.start_servers(supervisor)
    held.tell(note)
    return note


def _like_a_command() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent(signal.SIGTERM)()


if __name__ == "__main__":
    sys.exit(main())
