"""query (developer.intacct.com, Web services > Queries; intacct-xml.md §4)."""

from apps.simulator.books import Row
from apps.simulator.functions import filters
from apps.simulator.functions.context import Answer, Context
from apps.simulator.functions.listing import listing
from apps.simulator.objects import ObjectType
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, text


def query(call: Element, context: Context) -> Answer:
    """One page of rows. The permission is checked first, so an empty object refuses as well."""
    kind = context.object(text(call, "object"), unknown="Query Failed", verb="QUERY")
    fields = _fields(call, kind)
    rows = _ordered(call, _matching(call, context, kind))
    offset, size = int(text(call, "offset") or 0), int(text(call, "pagesize") or 100)
    page = rows[offset : offset + size]
    return listing(
        kind.name,
        page,
        fields,
        returns=text(call, "options/returnformat"),
        totalcount=str(len(rows)),
        offset=str(offset),
        count=str(len(page)),
        numremaining=str(max(0, len(rows) - offset - len(page))),
    )


def _fields(call: Element, kind: ObjectType) -> list[str]:
    select = [(str(one.tag), one.text or "") for one in call.iterfind("select/*")]
    if any(tag != "field" for tag, _ in select):
        raise FunctionRefusal(Problem("", "The simulator does not imitate aggregate functions"))
    fields = [name for _, name in select]
    unknown = [name for name in fields if name not in kind.fields]
    if unknown:
        words = f"The following fields cannot be queried : [{kind.name}: [{','.join(unknown)}] ]"
        raise FunctionRefusal(Problem("XL03000006", words))
    return fields


def _matching(call: Element, context: Context, kind: ObjectType) -> list[Row]:
    filter_ = call.find("filter")
    if filter_ is None:
        return context.rows(kind)
    if not set(filters.fields_of(filter_)) <= kind.fields.keys():
        raise FunctionRefusal(Problem("XL03000010", context.assumptions.unknown_filter_field_text))
    ignore_case = text(call, "options/caseinsensitive") == "true"
    lets_through = filters.of_element(filter_, ignore_case=ignore_case)
    return [row for row in context.rows(kind) if lets_through(row)]


def _ordered(call: Element, rows: list[Row]) -> list[Row]:
    for order in reversed(call.findall("orderby/order")):
        field = text(order, "field")
        rows.sort(
            key=lambda row: _sort_key(row.get(field, "")),
            reverse=order.find("descending") is not None,
        )
    return rows


def _sort_key(value: str) -> tuple[bool, float, str]:
    try:
        return (False, float(value), "")
    except ValueError:
        return (True, 0.0, value)
