"""POST /services/core/query (intacct-rest.md §8; recorded in rest-payloads/cassettes)."""

from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any, Self

from apps.simulator.rest import filters, wording
from apps.simulator.rest.caller import Caller
from apps.simulator.rest.objects import RestObject
from apps.simulator.rest.refusals import Document
from apps.simulator.rest.rows import Record, rows_of
from apps.simulator.simulation import Simulation

_LARGEST_PAGE = 4000
_COMPUTED = "dueInDays"


@dataclass(frozen=True)
class Query:
    """A query's payload, each member of the right kind; null is as good as left out."""

    object: str
    fields: list[str]
    filters: list[Any]
    expression: str
    parameters: dict[str, Any]
    order_by: list[dict[str, str]]
    start: int
    size: int

    @classmethod
    def read(cls, payload: Document) -> Self:
        """Raises RestRefusal for a member that is unknown or of a wrong kind."""
        for name in payload:
            if name not in _MEMBERS:
                raise wording.wrong_payload(f"Unrecognized key {name} in query payload")
        values = {name: _member(payload, name) for name in _MEMBERS}
        query = cls(
            object=values["object"],
            fields=values["fields"],
            filters=values["filters"],
            expression=values["filterExpression"],
            parameters=values["filterParameters"],
            order_by=values["orderBy"],
            start=values["start"],
            size=values["size"],
        )
        query._check()
        return query

    def _check(self) -> None:
        if not self.object or not self.fields:
            raise wording.wrong_payload("object and fields are required")
        if self.start < 1 or not 1 <= self.size <= _LARGEST_PAGE:
            raise wording.wrong_payload(f"start is 1 or more, size 1 to {_LARGEST_PAGE}")

    @property
    def ignores_case(self) -> bool:
        return self.parameters.get("caseSensitiveComparison") is False


def page(query: Query, thing: RestObject, caller: Caller, simulation: Simulation) -> Document:
    """One page of rows and its meta; the fields are checked first, in the order they are named."""
    ordered = [name for order in query.order_by for name in order]
    for name in [*query.fields, *filters.fields_of(query.filters), *ordered]:
        _check_field(name, thing)
    lets_through = filters.predicate(
        query.filters, query.expression, ignore_case=query.ignores_case
    )
    found = [record for record in rows_of(thing, caller, simulation) if lets_through(record)]
    shown = _ordered(found, query)[query.start - 1 : query.start - 1 + query.size]
    rows = [_chosen(record, query) for record in shown]
    return {"ia::result": rows, "ia::meta": meta(len(found), start=query.start, size=query.size)}


def meta(total: int, *, start: int, size: int) -> Document:
    """`next` and `previous` are the first rows of those pages, counted from 1, or null."""
    return {
        "totalCount": total,
        "start": start,
        "pageSize": size,
        "next": start + size if start + size <= total else None,
        "previous": max(1, start - size) if start > 1 else None,
    }


def _member(payload: Document, name: str) -> Any:
    default = _MEMBERS[name]
    value = payload.get(name)
    if value is None:
        return default
    if type(value) is not type(default):
        raise wording.wrong_payload(f"{name} is of a wrong type", target=f"/{name}")
    if name in {"fields", "orderBy"} and not all(isinstance(one, _ITEMS[name]) for one in value):
        raise wording.wrong_payload(f"{name} is of a wrong type", target=f"/{name}")
    return value


def _check_field(name: str, thing: RestObject) -> None:
    field = thing.fields.get(name)
    if field is None:
        raise wording.wrong_payload(f"The {name} field does not exist")
    if field.write_only:
        raise wording.not_queryable(name, thing.name)


def _ordered(records: list[Record], query: Query) -> list[Record]:
    for order in reversed(query.order_by):
        for name, direction in reversed(order.items()):
            records = sorted(records, key=_key(name), reverse=direction == "desc")
    return records


def _key(name: str) -> Any:
    compare = cmp_to_key(filters.order)
    return lambda record: compare(str(record[name] or ""))


def _chosen(record: Record, query: Query) -> Record:
    """The fields asked for, by name; a computed one brings an alias that nobody asked for."""
    chosen = {name: record[name] for name in query.fields}
    if _COMPUTED in chosen:
        chosen[f"API_QUERY_ALIAS__{len(query.fields) + 1}"] = None
    return dict(sorted(chosen.items()))


_ITEMS: dict[str, type] = {"fields": str, "orderBy": dict}
_MEMBERS: dict[str, Any] = {
    "object": "", "fields": [], "filters": [], "filterExpression": "", "filterParameters": {},
    "orderBy": [], "start": 1, "size": 100,
}  # fmt: skip
