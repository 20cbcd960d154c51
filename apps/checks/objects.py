"""Where in Intacct's permissions an object lives, in the words of Intacct's own screens.

Source: ../shared/reference/ux.md §6.5 case 5; objects of ../shared/intacct/intacct-xml.md §4.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An object's row on a role's permissions page, and what people call its records."""

    activity: str
    words: str


PLACES = {
    "APBILL": Place("Bills", "the bills"),
    "ARINVOICE": Place("Invoices", "the invoices"),
    "CHECKINGACCOUNT": Place("Checking accounts", "the checking accounts"),
    "CLASS": Place("Classes", "the classes"),
    "CUSTOMER": Place("Customers", "the customers"),
    "DEPARTMENT": Place("Departments", "the departments"),
    "GLACCOUNT": Place("Accounts", "the chart of accounts"),
    "GLBATCH": Place("Journal entries", "the journal entries"),
    "GLENTRY": Place("Journal entries", "the journal entry lines"),
    "LOCATIONENTITY": Place("Entities", "the entities"),
    "SAVINGSACCOUNT": Place("Savings accounts", "the savings accounts"),
    "VENDOR": Place("Vendors", "the vendors"),
}
