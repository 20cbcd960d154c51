"""The REST objects: their fields, and the object of the XML side whose rows and rights they share.

A line of `catalogue/*.tsv`: field, type, access (rw, ro, wo), where its value comes from (a field
of the XML object, `@href`, or `-`) and the value it has otherwise. `enum:a=X|b` is written `a`
where the XML side has X. Four objects are those of recorded models (rest-payloads/cassettes); the
names of the other fields are as documented where they are documented, and assumed elsewhere.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from apps.simulator import objects
from apps.simulator.objects import ObjectType

_CATALOGUE = Path(__file__).with_name("catalogue")


@dataclass(frozen=True)
class RestField:
    """`members` maps what the XML side writes, in lower case, to the words of an enumeration."""

    name: str
    type: str
    read_only: bool
    write_only: bool
    source: str
    default: Any
    members: dict[str, str]


@dataclass(frozen=True)
class RestObject:
    """`of_an_entity` is a transaction: each of its rows belongs to one entity."""

    name: str
    kind: ObjectType
    of_an_entity: bool = False

    @property
    def fields(self) -> dict[str, RestField]:
        return _fields(self.name)


_PERMISSION = ObjectType("PERMISSION", "CO", "Roles", "ID", roles_only=True)
_TABLE = {
    "general-ledger/account": "GLACCOUNT",
    "general-ledger/journal-entry": "GLBATCH",
    "general-ledger/journal-entry-line": "GLENTRY",
    "accounts-payable/vendor": "VENDOR",
    "accounts-payable/bill": "APBILL",
    "accounts-payable/term": "APTERM",
    "accounts-receivable/customer": "CUSTOMER",
    "accounts-receivable/invoice": "ARINVOICE",
    "accounts-receivable/term": "ARTERM",
    "cash-management/checking-account": "CHECKINGACCOUNT",
    "cash-management/savings-account": "SAVINGSACCOUNT",
    "company-config/entity": "LOCATIONENTITY",
    "company-config/location": "LOCATION",
    "company-config/department": "DEPARTMENT",
    "company-config/class": "CLASS",
    "company-config/contact": "CONTACT",
    "company-config/employee": "EMPLOYEE",
    "company-config/user": "USERINFO",
    "company-config/role": "ROLES",
    "company-config/role-user-map": "ROLEUSERS",
    "company-config/role-permission-assignment": "ROLEPOLICYASSIGNMENT",
    "inventory-control/item": "ITEM",
    "projects/project": "PROJECT",
}
_TRANSACTIONS = {"GLBATCH", "GLENTRY", "APBILL", "ARINVOICE"}
OBJECTS = {
    name: RestObject(name, objects.OBJECTS[xml], of_an_entity=xml in _TRANSACTIONS)
    for name, xml in _TABLE.items()
} | {"company-config/permission": RestObject("company-config/permission", _PERMISSION)}


def find(name: str) -> RestObject | None:
    """The object of that name, written with or without `objects/` in front."""
    return OBJECTS.get(name.removeprefix("objects/"))


@cache
def _fields(name: str) -> dict[str, RestField]:
    lines = (_CATALOGUE / f"{name.replace('/', '.')}.tsv").read_text().splitlines()
    return {field.name: field for field in map(_field, lines)}


def _field(line: str) -> RestField:
    name, kind, access, source, default = line.split("\t")
    kind, _, members = kind.partition(":")
    return RestField(
        name=name,
        type=kind,
        read_only=access == "ro",
        write_only=access == "wo",
        source=source,
        default=json.loads(default),
        members=dict(map(_member, members.split("|"))) if members else {},
    )


def _member(written: str) -> tuple[str, str]:
    word, _, xml = written.partition("=")
    return (xml or word).casefold(), word
