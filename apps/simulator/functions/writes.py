"""create, update and delete, for the objects whose rows are made up (payloads/resp_function_*)."""

from apps.simulator.books import Row
from apps.simulator.functions.context import Context
from apps.simulator.objects import ObjectType
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, node, text

_WRITABLE = {"CLASS", "CUSTOMER", "DEPARTMENT", "GLACCOUNT", "VENDOR"}


def create(call: Element, context: Context) -> Element:
    """Adds the records in the call; an ID that is taken is refused with BL34000061."""
    return _objects([_create(record, context) for record in call])


def update(call: Element, context: Context) -> Element:
    """Changes the records in the call, found by their ID."""
    return _objects([_update(record, context) for record in call])


def delete(call: Element, context: Context) -> None:
    """Deletes by record number; the answer has no data."""
    kind = _writable(text(call, "object"), context, verb="DELETE", unknown="WS")
    for key in text(call, "keys").split(","):
        row = _row(context, kind, field="RECORDNO", value=key.strip())
        if row is None:
            words = f"Cannot find {kind.name.lower()} with key '{key.strip()}' to delete."
            raise FunctionRefusal(Problem("BL01001973", words))
        context.records.remove(kind.name, row)


def _create(record: Element, context: Context) -> Element:
    kind = _writable(str(record.tag), context, verb="CREATE", unknown="Query Failed")
    values = _values(record, kind)
    taken = _row(context, kind, field=kind.name_field, value=values.get(kind.name_field, ""))
    if taken is not None:
        raise _taken(kind, values[kind.name_field])
    return _key(kind, context.records.add(kind.name, values))


def _update(record: Element, context: Context) -> Element:
    kind = _writable(str(record.tag), context, verb="UPDATE", unknown="Query Failed")
    values = _values(record, kind)
    name = values.get(kind.name_field, "")
    row = _row(context, kind, field=kind.name_field, value=name)
    if row is None:
        words = f"Cannot update non-existing {kind.name} with {kind.name_field}={name}."
        raise FunctionRefusal(Problem(words))
    return _key(kind, context.records.change(kind.name, row, values))


def _writable(name: str, context: Context, *, verb: str, unknown: str) -> ObjectType:
    kind = context.object(name, unknown=unknown, verb=verb)
    if kind.name not in _WRITABLE:
        words = f"The simulator does not imitate {verb} on objects of type {kind.name}"
        raise FunctionRefusal(Problem("", words))
    return kind


def _values(record: Element, kind: ObjectType) -> Row:
    values = {str(field.tag).upper(): field.text or "" for field in record if len(field) == 0}
    return {name: value for name, value in values.items() if name in kind.fields}


def _row(context: Context, kind: ObjectType, *, field: str, value: str) -> Row | None:
    return next((row for row in context.rows(kind) if row.get(field) == value), None)


def _objects(keys: list[Element]) -> Element:
    return node("data", *keys, listtype="objects", count=str(len(keys)))


def _key(kind: ObjectType, row: Row) -> Element:
    return node(
        kind.name.lower(),
        node("RECORDNO", row["RECORDNO"]),
        node(kind.name_field, row.get(kind.name_field, "")),
    )


def _taken(kind: ObjectType, name: str) -> FunctionRefusal:
    title = kind.name.capitalize()
    return FunctionRefusal(
        Problem(
            "BL34000061",
            f"Another {title} with the given value(s) {name}  already exists",
            correction="Use a unique value instead.",
            category="Duplication Prevention",
        ),
        Problem("BL01001973", f"Could not create {kind.name.lower()} record!"),
        Problem("BL01001973", f"Could not create {title} record!"),
    )
