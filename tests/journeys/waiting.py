"""Wait for what other processes do: ask until it is so, and fail when it never is."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def until(answers: Callable[[], Answer], *, seconds: float = 15) -> Answer:
    """Return the first answer that is true; fail when none is within `seconds`."""
    deadline = time.monotonic() + seconds
    while not (answer := answers()):
        assert time.monotonic() < deadline, f"still {answer!r} after {seconds:g} seconds"
        time.sleep(0.05)
    return answer
