"""`python -m apps.simulator --port P`: the simulator without Django."""

import argparse
import sys

from apps.simulator.launch import CannotStart, add_arguments, launch


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m apps.simulator", description=__doc__)
    add_arguments(parser)
    try:
        launch(**vars(parser.parse_args()), say=_say)
    except CannotStart as reason:
        sys.exit(str(reason))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
