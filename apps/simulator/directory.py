"""Rows made live from a company's set-up: entities, users, roles and rights."""

from collections.abc import Callable, Iterator, Sequence

from apps.simulator import permissions
from apps.simulator.books import Row
from apps.simulator.company import Company
from apps.simulator.records import Records

_ADMIN = {"off": "false", "limited": "true", "full": "Full"}


def rows_of(name: str, company: Company, records: Records) -> Sequence[Row]:
    """The rows of an object in this company, in order of RECORDNO."""
    live = _LIVE.get(name)
    if live is None:
        return records.of(name)
    return [{"RECORDNO": str(number), **row} for number, row in enumerate(live(company), 1)]


def _entities(company: Company) -> Iterator[Row]:
    for entity in company.entities:
        yield {
            "LOCATIONID": entity.id,
            "NAME": entity.name,
            "STATUS": entity.status,
            "CURRENCY": "USD",
        }


def _users(company: Company) -> Iterator[Row]:
    for user in company.users:
        yield {
            "LOGINID": user.id,
            "DESCRIPTION": user.id,
            "EMAIL": user.email,
            "ADMIN": _ADMIN[user.admin],
            "USERTYPE": f"{user.type} user" if " " not in user.type else user.type,
            "STATUS": user.status,
            "UNRESTRICTED": _flag(not user.entities),
            "LOGINDISABLED": _flag(user.web_services_only),
            "PWDNEVEREXPIRES": _flag(user.web_services_only),
        }


def _restrictions(company: Company) -> Iterator[Row]:
    for user in company.users:
        for entity in user.entities or [""]:
            yield {
                "LOGINID": user.id,
                "UNRESTRICTED": _flag(not user.entities),
                "LOCATIONID": entity,
                "STATUS": user.status,
                "ADMIN": _ADMIN[user.admin],
            }


def _user_rights(company: Company) -> Iterator[Row]:
    if company.permission_type == "role":
        return
    for number, user in enumerate(company.users, 1):
        for module, activity, rights in permissions.listed(company, user):
            yield {
                "USERKEY": str(number),
                "APPLICATION": module,
                "POLICY": activity,
                "RIGHTS": rights,
            }


def _roles(company: Company) -> Iterator[Row]:
    for role in company.roles:
        yield {"NAME": role.name, "DESCRIPTION": "", "TYPE": "Web", "APPLYTO": "U"}


def _role_policies(company: Company) -> Iterator[Row]:
    for number, role in enumerate(company.roles, 1):
        for module, activity, rights in permissions.listed_of_role(role):
            yield {
                "ROLEKEY": str(number),
                "MODULE": module,
                "POLICYNAME": activity,
                "RIGHTS": rights,
            }


def _role_users(company: Company) -> Iterator[Row]:
    numbers = {role.name: str(number) for number, role in enumerate(company.roles, 1)}
    for number, user in enumerate(company.users, 1):
        for role in user.roles:
            yield {
                "ROLEKEY": numbers[role],
                "USERKEY": str(number),
                "ROLENAME": role,
                "USERLOGINID": user.id,
                "USERID": user.id,
                "TYPE": "User",
            }


def _flag(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


_LIVE: dict[str, Callable[[Company], Iterator[Row]]] = {
    "LOCATIONENTITY": _entities, "LOCATION": _entities, "USERINFO": _users,
    "USERRESTRICTION": _restrictions, "USERRIGHTS": _user_rights, "ROLES": _roles,
    "ROLEPOLICYASSIGNMENT": _role_policies, "ROLEUSERS": _role_users, "USERROLES": _role_users,
    "ROLEASSIGNMENT": _role_users,
}  # fmt: skip
