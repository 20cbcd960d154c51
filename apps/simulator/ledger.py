"""Every call the simulator saw, oldest first, with nothing secret in it."""

from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

_KEPT = 50_000


@dataclass(slots=True)
class Call:
    """One call; `outcome` is `pending` until it has been answered."""

    time: str
    path: str
    sender: str = ""
    company: str = ""
    user: str = ""
    functions: tuple[str, ...] = ()
    grant_type: str = ""
    outcome: str = "pending"


class Ledger:
    """The last 50 000 calls."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=_KEPT)

    def add(self, call: Call) -> None:
        self._calls.append(call)

    def calls(self, company: str | None = None) -> list[dict[str, Any]]:
        """The calls as JSON-ready members; only those of one company when it is named."""
        return [asdict(call) for call in self._calls if company is None or call.company == company]

    def clear(self) -> None:
        self._calls.clear()
