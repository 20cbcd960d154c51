"""read, readByName, readByQuery and readMore (payloads/resp_function_success_read*)."""

from dataclasses import replace

from apps.simulator.books import Row
from apps.simulator.cursors import Cursor
from apps.simulator.functions.context import Answer, Context
from apps.simulator.functions.listing import listing
from apps.simulator.functions.words import Words
from apps.simulator.objects import ObjectType
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, text

_LARGEST_PAGE = 1000
_ENTITY_STATUS = {"active": "T", "inactive": "F"}


def read(call: Element, context: Context) -> Answer:
    """The rows of those record numbers."""
    kind = context.object(text(call, "object"), unknown="Query Failed", verb="READ")
    return _by_key(call, context, kind, key="RECORDNO")


def read_by_name(call: Element, context: Context) -> Answer:
    """The rows of those IDs, such as a VENDORID or a LOGINID."""
    kind = context.object(text(call, "object"), unknown="Query Failed", verb="READ_BY_NAME")
    return _by_key(call, context, kind, key=kind.name_field)


def read_by_query(call: Element, context: Context) -> Answer:
    """The first page; what is left waits under its `resultId`. Names come back in lower case."""
    kind = context.object(text(call, "object"), unknown="Query Failed", verb="READ_BY_QUERY")
    rows = _matching(text(call, "query"), context, kind)
    fields = _fields(text(call, "fields"), kind)
    if not set(fields) <= kind.fields.keys():
        raise _cannot_process()
    size = _pagesize(text(call, "pagesize"))
    chosen = [{field: row.get(field, "") for field in fields} for row in rows]
    cursor = Cursor(
        context.caller.company_id, context.caller.user_id, kind.name.lower(), chosen, 0, size
    )
    result_id = context.simulation.cursors.keep(cursor) if len(rows) > size else ""
    return _page(cursor, result_id, context, returns=text(call, "returnFormat"))


def read_more(call: Element, context: Context) -> Answer:
    """The next page of a readByQuery, for the company and user that started it."""
    result_id = text(call, "resultId")
    cursor = context.simulation.cursors.find(result_id)
    owner = (context.caller.company_id, context.caller.user_id)
    if cursor is None or (cursor.company_id, cursor.user_id) != owner:
        words = f"Attempt to readMore with an invalid or expired resultId: {result_id}"
        raise FunctionRefusal(Problem("readMore failed", words))
    return _page(cursor, result_id, context, returns="")


def _by_key(call: Element, context: Context, kind: ObjectType, *, key: str) -> Answer:
    fields = _fields(text(call, "fields"), kind)
    unknown = [field for field in fields if field not in kind.fields]
    if unknown:
        raise FunctionRefusal(Problem(f"Invalid fields list {','.join(unknown)}"))
    wanted = [word.strip() for word in text(call, "keys").split(",")]
    rows = [row for row in context.rows(kind) if row.get(key) in wanted]
    returns = text(call, "returnFormat")
    return listing(kind.name, rows, fields, returns=returns, count=str(len(rows)))


def _fields(words: str, kind: ObjectType) -> list[str]:
    names = [word.strip() for word in words.split(",") if word.strip()]
    return list(kind.fields) if names in ([], ["*"]) else names


def _matching(words: str, context: Context, kind: ObjectType) -> list[Row]:
    try:
        query = Words(words)
        lets_through = query.predicate()
    except (ValueError, KeyError):
        raise _cannot_process() from None
    if not set(query.fields) <= kind.fields.keys():
        raise _cannot_process()
    return [row for row in context.rows(kind) if lets_through(_legacy(row, kind))]


def _legacy(row: Row, kind: ObjectType) -> Row:
    """The row as readByQuery filters it: an entity's STATUS is T or F there."""
    if kind.name != "LOCATIONENTITY":
        return row
    return {**row, "STATUS": _ENTITY_STATUS[row["STATUS"]]}


def _pagesize(words: str) -> int:
    if not words:
        return 100
    if not words.isdigit() or not 1 <= int(words) <= _LARGEST_PAGE:
        raise _cannot_process()
    return int(words)


def _page(cursor: Cursor, result_id: str, context: Context, *, returns: str) -> Answer:
    end = cursor.offset + cursor.pagesize
    rows = cursor.rows[cursor.offset : end]
    remaining = max(0, len(cursor.rows) - end)
    if remaining:
        context.simulation.cursors.keep(replace(cursor, offset=end), result_id=result_id)
    else:
        context.simulation.cursors.close(result_id)
    return listing(
        cursor.object_name,
        rows,
        list(rows[0]) if rows else [],
        returns=returns,
        count=str(len(rows)),
        totalcount=str(len(cursor.rows)),
        numremaining=str(remaining),
        resultId=result_id,
    )


def _cannot_process() -> FunctionRefusal:
    words = "There was an error processing the request."
    return FunctionRefusal(Problem("DL02000001", words, description="Error"))
