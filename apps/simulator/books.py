"""The made-up books every company starts with."""

from collections.abc import Iterator
from functools import cache

Row = dict[str, str]

_BALANCE = (
    "Operating account", "Money market", "Petty cash", "Accounts receivable", "Prepaid expenses",
    "Inventory", "Office equipment", "Accumulated depreciation", "Accounts payable",
    "Accrued liabilities", "Sales tax payable", "Deferred revenue", "Common stock",
    "Retained earnings",
)  # fmt: skip
_INCOME = (
    "Subscription revenue", "Service revenue", "Other income", "Cost of services", "Salaries",
    "Benefits", "Rent", "Travel", "Software", "Interest expense",
)  # fmt: skip
_PEOPLE = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_WRITTEN = {"WHENCREATED": "01/05/2026 10:00:00", "WHENMODIFIED": "02/10/2026 16:30:00"}


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """The rows of an object, numbered from 1; none for an object without any."""
    made = _BOOKS[name]() if name in _BOOKS else ()
    return tuple({"RECORDNO": str(number), **row, **_WRITTEN} for number, row in enumerate(made, 1))


def _accounts() -> Iterator[Row]:
    for place, title in enumerate(_BALANCE + _INCOME):
        kind = "balancesheet" if title in _BALANCE else "incomestatement"
        yield {"ACCOUNTNO": str(1000 + 100 * place), "TITLE": title, "ACCOUNTTYPE": kind,
               "NORMALBALANCE": "debit", "STATUS": "active"}  # fmt: skip


def _departments() -> Iterator[Row]:
    for place, title in enumerate(("Finance", "Sales", "Engineering", "Operations", "Support"), 1):
        yield {"DEPARTMENTID": str(100 * place), "TITLE": title, "STATUS": "active"}


def _classes() -> Iterator[Row]:
    for place, name in enumerate(("Commercial", "Public sector", "Internal"), 1):
        yield {"CLASSID": f"C{place}", "NAME": name, "STATUS": "active"}


def _vendors() -> Iterator[Row]:
    for place, name in enumerate(_PEOPLE, 1):
        yield {"VENDORID": f"V{place:04}", "NAME": f"{name} Supplies", "STATUS": "active",
               "CURRENCY": "USD", "TOTALDUE": f"{place * 125}.00"}  # fmt: skip


def _customers() -> Iterator[Row]:
    for place, name in enumerate(_PEOPLE, 1):
        yield {"CUSTOMERID": f"C{place:04}", "NAME": f"{name} & Sons", "STATUS": "active",
               "CURRENCY": "USD", "TOTALDUE": f"{place * 310}.00"}  # fmt: skip


def _bills() -> Iterator[Row]:
    for place in range(1, 7):
        yield {"RECORDID": f"BILL-{place:03}", "VENDORID": f"V{place:04}", "STATE": "Posted",
               "TOTALENTERED": f"{place * 125}.00", "TOTALDUE": f"{place * 125}.00"}  # fmt: skip


def _invoices() -> Iterator[Row]:
    for place in range(1, 7):
        yield {"RECORDID": f"INV-{place:03}", "CUSTOMERID": f"C{place:04}", "STATE": "Posted",
               "TOTALENTERED": f"{place * 310}.00", "TOTALDUE": f"{place * 310}.00"}  # fmt: skip


def _checking() -> Iterator[Row]:
    yield {"BANKACCOUNTID": "CHK-1", "BANKNAME": "First Bank", "BANKACCOUNTTYPE": "checking",
           "GLACCOUNTNO": "1000", "CURRENCY": "USD", "STATUS": "active"}  # fmt: skip


def _savings() -> Iterator[Row]:
    yield {"BANKACCOUNTID": "SAV-1", "BANKNAME": "First Bank", "BANKACCOUNTTYPE": "savings",
           "GLACCOUNTNO": "1100", "CURRENCY": "USD", "STATUS": "active"}  # fmt: skip


def _batches() -> Iterator[Row]:
    for place in range(1, 4):
        yield {"BATCHNO": str(place), "BATCH_TITLE": f"Month {place} accruals", "JOURNAL": "GJ",
               "STATE": "Posted"}  # fmt: skip


def _entries() -> Iterator[Row]:
    for place in range(1, 7):
        yield {"BATCHNO": str((place + 1) // 2), "LINE_NO": str(2 - place % 2), "ACCOUNTNO": "1000",
               "AMOUNT": f"{place * 50}.00", "TR_TYPE": "1" if place % 2 else "-1"}  # fmt: skip


_BOOKS = {
    "GLACCOUNT": _accounts, "DEPARTMENT": _departments, "CLASS": _classes, "VENDOR": _vendors,
    "CUSTOMER": _customers, "APBILL": _bills, "ARINVOICE": _invoices, "GLBATCH": _batches,
    "GLENTRY": _entries, "CHECKINGACCOUNT": _checking, "SAVINGSACCOUNT": _savings,
}  # fmt: skip
