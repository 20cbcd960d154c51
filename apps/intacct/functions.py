"""The gateway functions this client can ask for, each with the reader of its result.

Elements follow `../shared/intacct/api-3.0.xsd`; every one made here validates against it.
What each proves, and what it needs, is in ../shared/intacct/intacct-xml.md §4. All of them read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from lxml.etree import _Element

from apps.intacct import readers
from apps.intacct.markup import Tag, tag
from apps.intacct.results import (
    ApiSession,
    Entity,
    FinancialSetup,
    ObjectDefinition,
    Page,
    Permission,
    Preference,
    QueryProbe,
    UserFormatting,
    UserInfo,
)

T_co = TypeVar("T_co", covariant=True)

LARGEST_QUERY_PAGE = 2000
LARGEST_READ_PAGE = 1000


@dataclass(frozen=True)
class Function(Generic[T_co]):
    """A function element, and how to read the `data` of its result."""

    body: Tag
    read: Callable[[_Element], T_co]


def get_api_session(*, entity_id: str | None = None) -> Function[ApiSession]:
    """A session: where the authentication is (None), at top level (""), or in an entity."""
    place = () if entity_id is None else (tag("locationid", entity_id),)
    return Function(tag("getAPISession", *place), readers.read_api_session)


def read_entity_details() -> Function[tuple[Entity, ...]]:
    """The entities the signed-in user can enter."""
    return Function(tag("readEntityDetails"), readers.read_entities)


def get_applications() -> Function[tuple[str, ...]]:
    """The codes of the subscribed applications: CO, GL, AP …"""
    return Function(tag("get_applications"), readers.read_applications)


def get_company_preferences(application: str) -> Function[tuple[Preference, ...]]:
    """The preferences of one application, by its code."""
    body = tag("get_companyprefs", application=application)
    return Function(body, readers.read_preferences)


def get_financial_setup() -> Function[FinancialSetup]:
    return Function(tag("getFinancialSetup"), readers.read_financial_setup)


def get_user_permissions(user_id: str) -> Function[tuple[Permission, ...]]:
    """A user's effective permissions; needs the Company right Users, View itself."""
    body = tag("getUserPermissions", tag("userId", user_id))
    return Function(body, readers.read_permissions)


def read_user_info(user_id: str) -> Function[UserInfo]:
    """The USERINFO record of a login ID; needs Users List and View."""
    return Function(_keyed("readByName", "USERINFO", user_id, "*"), readers.read_user_info)


def read_user_formatting(record_no: str) -> Function[UserFormatting]:
    return Function(tag("readUserFormatting", tag("key", record_no)), readers.read_user_formatting)


def probe_query(object_name: str) -> Function[QueryProbe]:
    """The permission test: one record at most, yet refused even on an empty object."""
    body = _query(object_name, ("RECORDNO",), page_size=1)
    return Function(body, lambda data: QueryProbe(object_name, readers.read_page(data).total))


def query(
    object_name: str,
    fields: Sequence[str],
    *,
    where: Tag | None = None,
    order_by: str = "",
    page_size: int = 100,
    offset: int = 0,
    show_private: bool = False,
) -> Function[Page]:
    """Records of an object; `where` is a filter element such as `tag("equalto", …)`.

    The order is undefined without `order_by`. Raises ValueError for no fields, a page size
    outside 1 to 2000 or an offset below 0.
    """
    extras = (
        *((tag("filter", where),) if where else ()),
        *((tag("orderby", tag("order", tag("field", order_by))),) if order_by else ()),
        *((tag("options", tag("showprivate", "true")),) if show_private else ()),
    )
    body = _query(object_name, fields, *extras, page_size=page_size, offset=offset)
    return Function(body, readers.read_page)


def read_by_query(
    object_name: str, *, where: str = "", fields: Sequence[str] = ("*",), page_size: int = 100
) -> Function[Page]:
    """Records by the older query language; continue with `read_more`."""
    _require_between(page_size, 1, LARGEST_READ_PAGE)
    body = tag(
        "readByQuery",
        tag("object", object_name),
        tag("fields", ",".join(fields)),
        tag("query", where),
        tag("pagesize", str(page_size)),
    )
    return Function(body, readers.read_page)


def read_more(result_id: str) -> Function[Page]:
    return Function(tag("readMore", tag("resultId", result_id)), readers.read_page)


def read(
    object_name: str, record_nos: Sequence[str], *, fields: Sequence[str] = ("*",)
) -> Function[Page]:
    """Records by record number."""
    body = _keyed("read", object_name, ",".join(record_nos), ",".join(fields))
    return Function(body, readers.read_page)


def read_by_name(
    object_name: str, names: Sequence[str], *, fields: Sequence[str] = ("*",)
) -> Function[Page]:
    """Records by their business IDs."""
    body = _keyed("readByName", object_name, ",".join(names), ",".join(fields))
    return Function(body, readers.read_page)


def inspect_objects() -> Function[tuple[str, ...]]:
    """The names of all objects of the company. Bypasses permissions: proves none."""
    return Function(tag("inspect", tag("object", "*")), readers.read_object_names)


def inspect(object_name: str) -> Function[ObjectDefinition]:
    """The fields of an object. Bypasses permissions: proves none."""
    body = tag("inspect", tag("object", object_name), detail="1")
    return Function(body, readers.read_object_definition)


def lookup(object_name: str) -> Function[ObjectDefinition]:
    """The fields and valid values of an object. Bypasses permissions: proves none."""
    return Function(tag("lookup", tag("object", object_name)), readers.read_object_definition)


def roles() -> Function[Page]:
    return query("ROLES", ("RECORDNO", "NAME", "TYPE", "APPLYTO"))


def role_policies(role_key: str) -> Function[Page]:
    """What one role allows, by the record number of the role."""
    where = equal_to("ROLEKEY", role_key)
    return query("ROLEPOLICYASSIGNMENT", ("POLICYNAME", "MODULE", "RIGHTS"), where=where)


def role_users(user_id: str) -> Function[Page]:
    """The roles of a user, computed through groups."""
    return query("ROLEUSERS", ("USERLOGINID", "ROLENAME"), where=equal_to("USERLOGINID", user_id))


def user_rights(user_key: str) -> Function[Page]:
    """The rights of a user where permissions are user-based, by the user's record number."""
    where = equal_to("USERKEY", user_key)
    return query("USERRIGHTS", ("APPLICATION", "POLICY", "RIGHTS"), where=where)


def equal_to(field: str, value: str) -> Tag:
    return tag("equalto", tag("field", field), tag("value", value))


def _query(
    object_name: str, fields: Sequence[str], *extras: Tag, page_size: int, offset: int = 0
) -> Tag:
    _require_between(page_size, 1, LARGEST_QUERY_PAGE)
    _require_between(offset, 0, None)
    if not fields:
        raise ValueError("a query needs at least one field")
    return tag(
        "query",
        tag("object", object_name),
        tag("select", *(tag("field", name) for name in fields)),
        *extras,
        tag("pagesize", str(page_size)),
        *((tag("offset", str(offset)),) if offset else ()),
    )


def _keyed(name: str, object_name: str, keys: str, fields: str) -> Tag:
    return tag(name, tag("object", object_name), tag("keys", keys), tag("fields", fields))


def _require_between(number: int, least: int, most: int | None) -> None:
    if number < least or (most is not None and number > most):
        raise ValueError(f"{number} is outside {least} to {most or 'any'}")
