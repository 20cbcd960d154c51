"""The rows of a REST object: those of the XML side, in JSON's types and the REST side's words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from apps.simulator import directory, objects, permissions
from apps.simulator.books import Row
from apps.simulator.company import Company
from apps.simulator.rest.caller import Caller
from apps.simulator.rest.objects import RestField, RestObject
from apps.simulator.simulation import Simulation

Record = dict[str, Any]

_ENTITIES = {"LOCATIONENTITY", "LOCATION"}


def rows_of(thing: RestObject, caller: Caller, simulation: Simulation) -> list[Record]:
    """Every row the caller sees where he stands, with every field that can be read.

    At an entity, transactions and entities are those of that entity; lists are shared by all.
    """
    rows = _rows(thing, caller, simulation)
    return [_record(thing, row) for row in rows if _is_here(thing, row, caller)]


def nested(record: Record) -> Record:
    """The record with `audit.createdBy` and the like as objects, as a read answers them."""
    whole: Record = {}
    for name, value in record.items():
        group, _, member = name.rpartition(".")
        target = whole.setdefault(group, {}) if group else whole
        target[member] = value
    return whole


def _rows(thing: RestObject, caller: Caller, simulation: Simulation) -> Sequence[Row]:
    if thing.kind.name == "PERMISSION":
        return list(_permissions(caller.company))
    records = simulation.records_of(caller.company_id)
    return directory.rows_of(thing.kind.name, caller.company, records)


def _permissions(company: Company) -> Iterator[Row]:
    """What a role can be given, numbered: the activities of the subscribed modules."""
    modules = [code for code in objects.MODULES if permissions.subscribed(company, code)]
    named = [(code, name) for code in modules for name in objects.activities(code)]
    for number, (module, name) in enumerate(named, 1):
        yield {
            "RECORDNO": str(number), "MODULE": module, "NAME": name, "RIGHTS": permissions.ALL,
        }  # fmt: skip


def _is_here(thing: RestObject, row: Row, caller: Caller) -> bool:
    if not caller.entity_id:
        return True
    if thing.kind.name in _ENTITIES:
        return row["LOCATIONID"] == caller.entity_id
    return not thing.of_an_entity or _entity_of(row, caller.company) == caller.entity_id


def _entity_of(row: Row, company: Company) -> str:
    """Made up: the active entities take turns."""
    active = [entity.id for entity in company.entities if entity.status == "active"]
    return active[(int(row["RECORDNO"]) - 1) % len(active)] if active else ""


def _record(thing: RestObject, row: Row) -> Record:
    readable = [field for field in thing.fields.values() if not field.write_only]
    record = {field.name: _value(field, row) for field in readable}
    if "href" in record:
        record["href"] = f"/objects/{thing.name}/{row['RECORDNO']}"
    return record


def _value(field: RestField, row: Row) -> Any:
    written = row.get(field.source, "")
    if not written:
        return field.default if field.source == "-" else None
    if field.members:
        return field.members.get(written.casefold(), written)
    return _TYPES.get(field.type, str)(written)


def _moment(written: str) -> str:
    """The XML side's `01/05/2026 10:00:00` as `2026-01-05T10:00:00Z`."""
    return datetime.strptime(f"{written} +0000", "%m/%d/%Y %H:%M:%S %z").strftime("%FT%TZ")


_TYPES: dict[str, Callable[[str], Any]] = {
    "boolean": lambda written: written == "true",
    "integer": int,
    "date-time": _moment,
}
