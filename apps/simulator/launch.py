"""Starts the simulator from a command line; shared by `manage.py simulator` and `python -m`."""

import argparse
import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path

from apps.simulator.assumptions import Assumptions
from apps.simulator.server import serve
from apps.simulator.simulation import Simulation


class CannotStart(Exception):
    """The simulator does not start; the text is one plain sentence for the person who tried."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--port, --host, --state and --assume."""
    parser.add_argument("--port", type=int, required=True, help="0 takes any free port")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--state", type=Path, help="keep the set-up in this JSON file")
    parser.add_argument(
        "--assume", action="append", default=[], metavar="NAME=VALUE", help="see docs/simulator.md"
    )


def launch(
    *, port: int, host: str, state: Path | None, assume: list[str], say: Callable[[str], None]
) -> None:
    """Serves until told to stop; says one line when it listens. Raises CannotStart."""
    if os.environ.get("ENVIRONMENT") == "production":
        raise CannotStart("The simulator does not start where ENVIRONMENT is production.")
    try:
        simulation = Simulation(Assumptions().changed(assume), state=state)
        simulation.save()
    except ValueError as wrong:
        raise CannotStart(str(wrong)) from None
    except OSError:
        raise CannotStart(f"{state} cannot be read and written.") from None
    _serve(simulation, host=host, port=port, say=say)


def _serve(simulation: Simulation, *, host: str, port: int, say: Callable[[str], None]) -> None:
    def ready(taken: int) -> None:
        say(f"simulator ready on http://{host}:{taken}")

    try:
        asyncio.run(serve(simulation, host=host, port=port, ready=ready))
    except OSError as wrong:
        why = "is taken" if wrong.errno == errno.EADDRINUSE else "cannot be used"
        raise CannotStart(f"Port {port} on {host} {why}.") from None
