"""What REST tells of a company as a whole: its dimensions and preferences."""

from apps.simulator.rest.caller import Caller
from apps.simulator.rest.refusals import Document

_DIMENSIONS = {
    "LOCATION": ("Location", "company-config/location"),
    "DEPARTMENT": ("Department", "company-config/department"),
    "PROJECT": ("Project", "projects/project"),
    "CUSTOMER": ("Customer", "accounts-receivable/customer"),
    "VENDOR": ("Vendor", "accounts-payable/vendor"),
    "EMPLOYEE": ("Employee", "company-config/employee"),
    "ITEM": ("Item", "inventory-control/item"),
    "CLASS": ("Class", "company-config/class"),
}


def dimensions() -> list[Document]:
    """The standard dimensions, in the documented members (intacct-rest.md §8)."""
    return [
        {
            "dimensionName": name,
            "dimensionLabel": label,
            "termName": label,
            "isUserDefinedDimension": False,
            "isEnabledInGL": True,
            "dimensionEndpoint": f"/objects/{endpoint}",
        }
        for name, (label, endpoint) in _DIMENSIONS.items()
    ]


def preference(path: str, caller: Caller) -> Document:
    """The set-up object at a path; the names of its fields are assumed."""
    if path.endswith("/multi-entity-preference/setup"):
        return {"href": path, "isMultiEntityEnabled": caller.company.multi_entity}
    key = path.rpartition("/")[2]
    return {"key": key, "id": caller.company_id, "name": caller.company_id, "href": path}
