"""The form of one user, and what of it becomes the company's."""

from typing import Any

from apps.simulator.company import Company, User
from apps.simulator.console.markup import Piece, choice, field, several

_ADMIN = {"Off": "off", "Limited": "limited", "Full": "full"}
_TYPES = ("Business", "Employee", "Project manager")
_STATUSES = {"Active": "active", "Inactive": "inactive", "Locked out": "lockedout"}


def fields(company: Company, user: User | None) -> list[Piece]:
    """Every field but the User ID, as they stand for this user."""
    admin = {value: label for label, value in _ADMIN.items()}[user.admin if user else "off"]
    return [
        field("Last name", "lastName"),
        field("First name", "firstName"),
        field("Email address", "email", user.email if user else ""),
        field("Contact name", "contact"),
        field("User name", "userName"),
        choice("User type", "type", _TYPES, user.type.capitalize() if user else "Business"),
        choice("Admin privileges", "admin", _ADMIN, admin),
        choice("Status", "status", _STATUSES, status(user) if user else "Active"),
        *_roles(company, user),
        several(
            "User entities",
            "entity",
            [(one.id, f"{one.id} {one.name}".strip()) for one in company.entities],
            set(user.entities if user else ()),
        ),
    ]


def document(company: Company, typed: Any, user: User | None = None) -> dict[str, Any]:
    """The members of a user that the form sets; where users hold permissions, they keep theirs."""
    roles = [str(value) for name, value in typed.items() if name == "role"]
    by_user = company.permission_type == "user"
    return {
        "email": str(typed.get("email", "")),
        "type": str(typed.get("type", "Business")).lower(),
        "admin": _ADMIN.get(str(typed.get("admin", "Off")), "off"),
        "status": _STATUSES.get(str(typed.get("status", "Active")), "active"),
        "roles": (user.roles if user else []) if by_user else roles,
        "entities": [str(value) for name, value in typed.items() if name == "entity"],
    }


def status(user: User) -> str:
    """The status in Intacct's words."""
    return {value: label for label, value in _STATUSES.items()}[user.status]


def _roles(company: Company, user: User | None) -> list[Piece]:
    """Roles to tick, where permissions are given by role."""
    if company.permission_type == "user":
        return []
    named = [(role.name, role.name) for role in company.roles]
    return [several("Roles", "role", named, set(user.roles if user else ()))]
