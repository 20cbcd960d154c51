"""What a user may do: admin rights, and rights of roles within subscribed modules."""

from collections.abc import Iterator

from apps.simulator.assumptions import Assumptions
from apps.simulator.company import Company, Role, User
from apps.simulator.objects import ObjectType, activities
from apps.simulator.refusals import FunctionRefusal, Problem

ALL = "List|View|Add|Edit|Delete"
READ_ONLY = "List|View"

_ANY_ACTIVITY = "Transactions"  # of a module none of whose objects the simulator knows
_WHOLE_MODULE = {"All": ALL, "ReadOnly": READ_ONLY}


def require(
    verb: str, kind: ObjectType, *, company: Company, user: User, assumptions: Assumptions
) -> None:
    """Refuses (PL04000005) a verb such as READ_BY_QUERY on an object, before any row is looked at.

    Texts: intacct-errors.tsv E063 (permission), E065 and E069 (module), E066 (audit history).
    """
    if not subscribed(company, kind.module) or (
        kind.roles_only and company.permission_type == "user"
    ):
        raise FunctionRefusal(_unsubscribed(verb, kind, assumptions))
    needed = _needed(verb, assumptions)
    if needed.isdisjoint(rights(company, user, kind, assumptions=assumptions)):
        raise FunctionRefusal(denied(verb, kind))


def subscribed(company: Company, module: str) -> bool:
    """Whether the company has the module; nobody can unsubscribe Company itself."""
    return module == "CO" or module in company.applications


def rights(company: Company, user: User, kind: ObjectType, *, assumptions: Assumptions) -> set[str]:
    """The rights of a user on an object, such as `{"List", "View"}`."""
    if user.admin == "full" or _limited_admin(user, kind, assumptions):
        return set(ALL.split("|"))
    found: set[str] = set()
    for role in company.roles:
        if role.name in user.roles:
            found |= _rights_of_role(role, kind)
    return found


def listed(company: Company, user: User) -> Iterator[tuple[str, str, str]]:
    """Module, activity and rights of everything the user holds, for getUserPermissions."""
    if user.admin == "full":
        for module in dict.fromkeys(["CO", *company.applications]):
            yield from ((module, activity, ALL) for activity in _activities(module))
        return
    for role in company.roles:
        if role.name in user.roles:
            yield from (line for line in listed_of_role(role) if subscribed(company, line[0]))


def listed_of_role(role: Role) -> Iterator[tuple[str, str, str]]:
    """Module, activity and rights of one role, whole-module shorthands written out."""
    for module, granted in role.permissions.items():
        if isinstance(granted, str):
            yield from ((module, name, _WHOLE_MODULE[granted]) for name in _activities(module))
        else:
            yield from (
                (module, name, _WHOLE_MODULE.get(held, held)) for name, held in granted.items()
            )


def denied(verb: str, kind: ObjectType) -> Problem:
    """What a caller without the right is told; audit history has a text of its own (E063, E066)."""
    if kind.name == "AUDITHISTORY":
        return Problem("", "You do not have permission to view audit history")
    name = kind.name.lower() if verb == "READ_BY_QUERY" else kind.name
    text = f"You do not have permission for API operation {verb} on objects of type {name}"
    return Problem("PL04000005", text, category="Invalid permission")


def _activities(module: str) -> list[str]:
    return activities(module) or [_ANY_ACTIVITY]


def _rights_of_role(role: Role, kind: ObjectType) -> set[str]:
    granted = role.permissions.get(kind.module, {})
    held = granted if isinstance(granted, str) else granted.get(kind.activity, "")
    return set(_WHOLE_MODULE.get(held, held).split("|"))


def _limited_admin(user: User, kind: ObjectType, assumptions: Assumptions) -> bool:
    return (
        user.admin == "limited"
        and kind.module == "CO"
        and assumptions.limited_admin_has_company_rights
    )


def _needed(verb: str, assumptions: Assumptions) -> set[str]:
    words = {
        "QUERY": assumptions.list_rights, "READ_BY_QUERY": assumptions.list_rights,
        "READ": assumptions.read_rights, "READ_BY_NAME": assumptions.read_rights,
        "CREATE": "Add", "UPDATE": "Edit", "DELETE": "Delete",
    }  # fmt: skip
    return set(words[verb].split("|"))


def _unsubscribed(verb: str, kind: ObjectType, assumptions: Assumptions) -> Problem:
    if assumptions.unsubscribed_wording == "subscription":
        return Problem("", f"{kind.activity} module is not subscribed")
    text = f"API operation '{verb}' cannot be performed on objects of type {kind.name}"
    return Problem("PL04000005", text)
