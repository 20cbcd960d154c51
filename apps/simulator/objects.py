"""The objects the simulator knows, and the permission each asks for.

The module and activity of an object are the ones Intacct's own permission pages show; which
activity guards which object is documented nowhere in one place, so the table is *assumed*.
Fields are those of recorded lookups (payloads/lookup_*), without custom fields.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_CATALOGUE = Path(__file__).with_name("catalogue")

MODULES = {
    "CO": "Company", "CM": "Cash Management", "GL": "General Ledger", "AP": "Accounts Payable",
    "AR": "Accounts Receivable", "EE": "Time & Expenses", "PO": "Purchasing", "SO": "Order Entry",
    "INV": "Inventory Control", "PA": "Projects", "ME": "Multi-Entity", "CS": "Consolidations",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    id: str
    datatype: str
    required: bool
    read_only: bool
    label: str


@dataclass(frozen=True)
class ObjectType:
    """`name_field` is what readByName looks for; `roles_only` exists in role-based companies."""

    name: str
    module: str
    activity: str
    name_field: str
    roles_only: bool = False

    @property
    def fields(self) -> dict[str, Field]:
        return _fields(self.name)


_TABLE = (
    ObjectType("GLACCOUNT", "GL", "Accounts", "ACCOUNTNO"),
    ObjectType("GLBATCH", "GL", "Journal entries", "RECORDNO"),
    ObjectType("GLENTRY", "GL", "Journal entries", "RECORDNO"),
    ObjectType("VENDOR", "AP", "Vendors", "VENDORID"),
    ObjectType("APBILL", "AP", "Bills", "RECORDNO"),
    ObjectType("APBILLITEM", "AP", "Bills", "RECORDNO"),
    ObjectType("APTERM", "AP", "Terms", "NAME"),
    ObjectType("CUSTOMER", "AR", "Customers", "CUSTOMERID"),
    ObjectType("ARINVOICE", "AR", "Invoices", "RECORDNO"),
    ObjectType("ARTERM", "AR", "Terms", "NAME"),
    ObjectType("CHECKINGACCOUNT", "CM", "Checking accounts", "BANKACCOUNTID"),
    ObjectType("SAVINGSACCOUNT", "CM", "Savings accounts", "BANKACCOUNTID"),
    ObjectType("LOCATIONENTITY", "CO", "Entities", "LOCATIONID"),
    ObjectType("LOCATION", "CO", "Locations", "LOCATIONID"),
    ObjectType("DEPARTMENT", "CO", "Departments", "DEPARTMENTID"),
    ObjectType("CLASS", "CO", "Classes", "CLASSID"),
    ObjectType("CONTACT", "CO", "Contacts", "CONTACTNAME"),
    ObjectType("EMPLOYEE", "CO", "Employees", "EMPLOYEEID"),
    ObjectType("PROJECT", "PA", "Projects", "PROJECTID"),
    ObjectType("ITEM", "INV", "Items", "ITEMID"),
    ObjectType("AUDITHISTORY", "CO", "Audit trail", "ID"),
    ObjectType("USERINFO", "CO", "Users", "LOGINID"),
    ObjectType("USERRESTRICTION", "CO", "Users", "LOGINID"),
    ObjectType("USERRIGHTS", "CO", "Users", "RECORDNO"),
    ObjectType("ROLES", "CO", "Roles", "NAME", roles_only=True),
    ObjectType("ROLEPOLICYASSIGNMENT", "CO", "Roles", "RECORDNO", roles_only=True),
    ObjectType("ROLEASSIGNMENT", "CO", "Roles", "RECORDNO", roles_only=True),
    ObjectType("ROLEUSERS", "CO", "Roles", "RECORDNO", roles_only=True),
    ObjectType("USERROLES", "CO", "Roles", "RECORDNO", roles_only=True),
)
OBJECTS = {known.name: known for known in _TABLE}


def find(name: str) -> ObjectType | None:
    """The object of that name; Intacct takes object names in any case."""
    return OBJECTS.get(name.upper())


def activities(module: str) -> list[str]:
    """The activities of a module the simulator knows, in the order of the table."""
    return list(dict.fromkeys(known.activity for known in _TABLE if known.module == module))


@cache
def _fields(name: str) -> dict[str, Field]:
    lines = (_CATALOGUE / f"{name}.tsv").read_text().splitlines()
    return {field.id: field for field in map(_field, lines)}


def _field(line: str) -> Field:
    name, datatype, required, read_only, label = line.split("\t")
    return Field(name, datatype, required == "true", read_only == "true", label)
