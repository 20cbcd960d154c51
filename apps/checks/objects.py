"""What Intacct calls an object, over XML and over REST, and where its permissions lie.

Rows and words of Intacct's own screens: ../shared/reference/ux.md §6.5 case 5; XML objects:
../shared/intacct/intacct-xml.md §4; REST objects: ../shared/intacct/intacct-rest.md §8.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An object's row on a role's permissions page, its records, and its name over REST."""

    activity: str
    words: str
    rest: str


PLACES = {
    "APBILL": Place("Bills", "the bills", "accounts-payable/bill"),
    "APTERM": Place("Terms", "the payment terms", "accounts-payable/term"),
    "ARINVOICE": Place("Invoices", "the invoices", "accounts-receivable/invoice"),
    "ARTERM": Place("Terms", "the customer terms", "accounts-receivable/term"),
    "CHECKINGACCOUNT": Place(
        "Checking accounts", "the checking accounts", "cash-management/checking-account"
    ),
    "CLASS": Place("Classes", "the classes", "company-config/class"),
    "CONTACT": Place("Contacts", "the contacts", "company-config/contact"),
    "CUSTOMER": Place("Customers", "the customers", "accounts-receivable/customer"),
    "DEPARTMENT": Place("Departments", "the departments", "company-config/department"),
    "EMPLOYEE": Place("Employees", "the employees", "company-config/employee"),
    "GLACCOUNT": Place("Accounts", "the chart of accounts", "general-ledger/account"),
    "GLBATCH": Place("Journal entries", "the journal entries", "general-ledger/journal-entry"),
    "GLENTRY": Place(
        "Journal entries", "the journal entry lines", "general-ledger/journal-entry-line"
    ),
    "ITEM": Place("Items", "the items", "inventory-control/item"),
    "LOCATION": Place("Locations", "the locations", "company-config/location"),
    "LOCATIONENTITY": Place("Entities", "the entities", "company-config/entity"),
    "PROJECT": Place("Projects", "the projects", "projects/project"),
    "ROLES": Place("Roles", "the roles", "company-config/role"),
    "ROLEUSERS": Place("Roles", "the users of roles", "company-config/role-user-map"),
    "SAVINGSACCOUNT": Place(
        "Savings accounts", "the savings accounts", "cash-management/savings-account"
    ),
    "USERINFO": Place("Users", "the users", "company-config/user"),
    "VENDOR": Place("Vendors", "the vendors", "accounts-payable/vendor"),
}
