"""The rows of a company: the same made-up books for all, until somebody writes into one."""

from collections.abc import Sequence

from apps.simulator import books
from apps.simulator.books import Row


class Records:
    """One company's rows by object; an object is copied when it is first written to."""

    def __init__(self) -> None:
        self._own: dict[str, list[Row]] = {}

    def of(self, name: str) -> Sequence[Row]:
        return self._own.get(name, books.rows_of(name))

    def add(self, name: str, row: Row) -> Row:
        """The row as stored, with the next RECORDNO."""
        rows = self._writable(name)
        number = max((int(kept["RECORDNO"]) for kept in rows), default=0) + 1
        rows.append({"RECORDNO": str(number), **row})
        return rows[-1]

    def change(self, name: str, row: Row, changes: Row) -> Row:
        rows = self._writable(name)
        place = rows.index(row)
        rows[place] = {**row, **changes}
        return rows[place]

    def remove(self, name: str, row: Row) -> None:
        self._writable(name).remove(row)

    def snapshot(self) -> dict[str, list[Row]]:
        """What `restore` needs to roll a transaction back."""
        return {name: list(rows) for name, rows in self._own.items()}

    def restore(self, snapshot: dict[str, list[Row]]) -> None:
        self._own = snapshot

    def _writable(self, name: str) -> list[Row]:
        return self._own.setdefault(name, list(books.rows_of(name)))
