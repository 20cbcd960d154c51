"""How rows are written: as XML, or bare as JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from apps.simulator.books import Row
from apps.simulator.functions.context import Answer, Bare
from apps.simulator.xml import node


def listing(
    name: str, rows: Iterable[Row], fields: Sequence[str], *, returns: str, **attributes: str
) -> Answer:
    """`<data listtype=name …>` with one element per row, fields in the order asked for.

    `returns` json or csv leaves the envelope away, which is why such an answer is not an element.
    """
    chosen = [{field: row.get(field, "") for field in fields} for row in rows]
    if returns.lower() == "json":
        return Bare("application/json; charset=UTF-8", json.dumps(chosen).encode())
    if returns.lower() == "csv":
        return Bare("text/csv; charset=UTF-8", _csv(chosen, fields))
    elements = (node(name, *(node(field, value) for field, value in row.items())) for row in chosen)
    return node("data", *elements, listtype=name, **attributes)


def _csv(rows: Iterable[Row], fields: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=fields)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
