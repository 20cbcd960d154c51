"""GET /services/core/model (intacct-rest.md §8): four recorded models, the others made to fit.

The recordings are those of keboola/component-sage-intacct-extractor, March 2026 (MIT).
"""

import json
from functools import cache
from pathlib import Path

from apps.simulator.rest.objects import OBJECTS, RestField, RestObject
from apps.simulator.rest.refusals import Document

_RECORDED = Path(__file__).with_name("models")
_METHODS = "OPTIONS,GET,POST,DELETE,PATCH"
_GROUPS = {"audit", "webServices", "password", "entityAccess", "bankAccountDetails"}
_FORMATS = {"date": "date", "date-time": "date-time", "decimal": "decimal-precision-2"}


@cache
def model_of(thing: RestObject) -> Document:
    """The model of one object."""
    recorded = _RECORDED / f"{thing.name.replace('/', '.')}.json"
    if recorded.exists():
        document: Document = json.loads(recorded.read_text())
        return document
    return _made(thing)


def listing() -> list[Document]:
    """What the service answers without a name."""
    return [
        {"apiObject": f"objects/{name}", "type": "rootObject", "httpMethods": _METHODS}
        for name in OBJECTS
    ]


def _made(thing: RestObject) -> Document:
    fields: Document = {}
    groups: Document = {}
    refs: Document = {}
    for field in thing.fields.values():
        group, _, name = field.name.rpartition(".")
        if not group:
            fields[name] = _described(field)
        elif group in _GROUPS:
            groups.setdefault(group, {"fields": {}})["fields"][name] = _described(field)
        else:
            ref = refs.setdefault(group, {"apiObject": group, "fields": {}})
            ref["fields"][name] = _described(field)
    return {
        "fields": fields,
        "groups": groups,
        "httpMethods": _METHODS,
        "lists": [],
        "refs": refs,
        "idempotenceSupported": True,
        "apiObject": f"objects/{thing.name}",
        "type": "rootObject",
        "href": f"/services/core/model?version=v1&name=objects/{thing.name}",
    }


def _described(field: RestField) -> Document:
    described: Document = {
        "type": field.type if field.type in {"boolean", "integer"} else "string",
        "readOnly": field.read_only,
        "writeOnly": field.write_only,
        "required": False,
        "nullable": True,
        "mutable": not field.read_only,
    }
    if field.type in _FORMATS:
        described["format"] = _FORMATS[field.type]
    if field.members:
        described["enum"] = [None, *field.members.values()]
    return described
