"""getUserPermissions and readUserFormatting (intacct-xml.md §4)."""

from itertools import groupby

from apps.simulator import objects, permissions
from apps.simulator.company import User
from apps.simulator.functions.context import Context
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, node, text


def get_user_permissions(call: Element, context: Context) -> Element:
    """The rights of any user, for a caller who may view users."""
    _may_see_permissions(context)
    user = _user(text(call, "userId"), context)
    lines = permissions.listed(context.company, user)
    modules = groupby(sorted(lines), key=lambda line: line[0])
    return node(
        "data", node("permissions", *(_subscription(code, list(held)) for code, held in modules))
    )


def read_user_formatting(call: Element, context: Context) -> Element:
    """How dates are written for a user, found by record number (`key`) or `userId`."""
    user = _user_by_number(text(call, "key"), context) or _user(text(call, "userId"), context)
    number = context.company.users.index(user) + 1
    return node(
        "data",
        node(
            "userformatting",
            node("recordno", str(number)),
            node("locale", "en_US.UTF-8"),
            node("dateformat", "mmddyyyy"),
            node("gmtoffset", "0"),
            node("clock", "12"),
        ),
    )


def _may_see_permissions(context: Context) -> None:
    users = objects.OBJECTS["USERINFO"]
    held = permissions.rights(context.company, context.user, users, assumptions=context.assumptions)
    if context.assumptions.user_permissions_right not in held:
        raise FunctionRefusal(permissions.denied("GETUSERPERMISSIONS", users))


def _user(user_id: str, context: Context) -> User:
    user = context.company.user(user_id)
    if user is None:
        words = f"Login ID {user_id} does not exist."
        correction = "Provide a valid USER.LOGINID value."
        raise FunctionRefusal(Problem("BL03000025", words, correction=correction))
    return user


def _user_by_number(number: str, context: Context) -> User | None:
    users = context.company.users
    if number.isdigit() and 1 <= int(number) <= len(users):
        return users[int(number) - 1]
    return None


def _subscription(code: str, lines: list[tuple[str, str, str]]) -> Element:
    policies = (
        node("policy", node("policyName", activity), node("rights", rights))
        for _, activity, rights in lines
    )
    return node(
        "appSubscription",
        node("applicationName", objects.MODULES.get(code, code)),
        node("policies", *policies),
    )
