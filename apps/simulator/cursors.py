"""Pages still to come of a readByQuery."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from apps.simulator.books import Row

_MANY = 10_000


@dataclass(frozen=True)
class Cursor:
    """What is left of a readByQuery: the `resultId` of its company and user."""

    company_id: str
    user_id: str
    object_name: str
    rows: Sequence[Row]
    offset: int
    pagesize: int


class Cursors:
    """The open result IDs; the oldest is forgotten when there are too many."""

    def __init__(self) -> None:
        self._open: dict[str, Cursor] = {}

    def keep(self, cursor: Cursor, *, result_id: str | None = None) -> str:
        result_id = result_id or secrets.token_hex(5) + secrets.token_urlsafe(18)
        self._open[result_id] = cursor
        if len(self._open) > _MANY:
            del self._open[next(iter(self._open))]
        return result_id

    def find(self, result_id: str) -> Cursor | None:
        return self._open.get(result_id)

    def close(self, result_id: str) -> None:
        self._open.pop(result_id, None)

    def clear(self) -> None:
        self._open.clear()
