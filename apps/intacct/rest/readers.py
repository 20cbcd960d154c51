"""From what a resource told to what we keep of it. Each raises `Incomplete` for lack of a part.

Shapes: ../shared/intacct/intacct-rest.md §8. Counts may be numbers or text (dimensions/list).
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from apps.intacct.operations import LONGEST_SESSION_ID
from apps.intacct.readers import Incomplete
from apps.intacct.rest.answers import Told
from apps.intacct.rest.results import (
    BridgeSession,
    Dimension,
    Model,
    ModelField,
    ModelListing,
    PageOf,
    Reference,
    RestEntity,
    Row,
    UserRecord,
)
from apps.intacct.results import QueryProbe

T = TypeVar("T")

_SESSION_ID = re.compile(rf"[A-Za-z0-9._~*-]{{1,{LONGEST_SESSION_ID}}}", re.ASCII)


def read_rows(told: Told) -> PageOf[Row]:
    return read_page(told, lambda row: row)


def read_page(told: Told, read: Callable[[Row], T]) -> PageOf[T]:
    """A page whose next one, if any, lies ahead: a pager that follows it comes to an end."""
    start, following = count(told.meta.get("start")), told.meta.get("next")
    next_start = None if following is None else count(following)
    if next_start is not None and next_start <= start:
        raise Incomplete
    return PageOf(
        items=tuple(read(row) for row in objects(told.result)),
        total=count(told.meta.get("totalCount")),
        start=start,
        size=count(told.meta.get("pageSize")),
        next_start=next_start,
    )


def probe_reader(object_name: str) -> Callable[[Told], QueryProbe]:
    return lambda told: QueryProbe(object_name, read_rows(told).total)


def read_reference(row: Row) -> Reference:
    return Reference(text(row, "key"), text(row, "id"))


def read_record(told: Told) -> Row:
    return an_object(told.result)


def read_entity(row: Row) -> RestEntity:
    return RestEntity(text(row, "key"), text(row, "id"), text(row, "name"), text(row, "status"))


def read_user(told: Told) -> UserRecord | None:
    """The one row of a query by user ID, or None when the user may not see it."""
    return next((_user(row) for row in objects(told.result)), None)


def read_models(told: Told) -> tuple[ModelListing, ...]:
    return tuple(
        ModelListing(_name(text(row, "apiObject")), text(row, "type"), _methods(row))
        for row in objects(told.result)
    )


def read_model(told: Told) -> Model:
    model = an_object(told.result)
    fields = an_object(model.get("fields"))
    return Model(
        name=_name(text(model, "apiObject")),
        kind=text(model, "type"),
        methods=_methods(model),
        fields=tuple(_field(name, an_object(value)) for name, value in fields.items()),
        references=tuple(an_object(model.get("refs") or {})),
    )


def read_dimensions(told: Told) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            name=text(row, "dimensionName"),
            label=text(row, "dimensionLabel"),
            term=text(row, "termName"),
            user_defined=row.get("isUserDefinedDimension") is True,
            enabled_in_gl=row.get("isEnabledInGL") is True,
            endpoint=text(row, "dimensionEndpoint"),
        )
        for row in objects(told.result)
    )


def read_bridge_session(told: Told) -> BridgeSession:
    result = an_object(told.result)
    session_id, seconds = text(result, "sessionId"), count(result.get("expiresIn"))
    if not _SESSION_ID.fullmatch(session_id):
        raise Incomplete
    lifetime = timedelta(seconds=min(seconds, 86_400))
    return BridgeSession(session_id, told.received_at + lifetime)


def objects(value: Any) -> tuple[Row, ...]:
    if not isinstance(value, list):
        raise Incomplete
    return tuple(an_object(item) for item in value)


def an_object(value: Any) -> Mapping[str, Any]:
    # PHP writes an empty object as an empty list.
    if value == []:
        return {}
    if not isinstance(value, dict):
        raise Incomplete
    return value


def text(row: Row, name: str) -> str:
    """The text of a member; keys are sometimes numbers, and what is absent or null is empty."""
    value = row.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def count(value: Any) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", str(value), re.ASCII):
        raise Incomplete
    return int(value)


def _user(row: Row) -> UserRecord:
    return UserRecord(
        key=text(row, "key"),
        user_id=text(row, "id"),
        status=text(row, "status"),
        user_type=text(row, "userType"),
        admin=text(row, "adminPrivileges"),
        web_services_only=row.get("webServices.isRestricted") is True,
    )


def _field(name: str, told: Mapping[str, Any]) -> ModelField:
    values = told.get("enum")
    return ModelField(
        name=name,
        data_type=text(told, "type"),
        data_format=text(told, "format"),
        read_only=told.get("readOnly") is True,
        write_only=told.get("writeOnly") is True,
        required=told.get("required") is True,
        valid_values=tuple(str(one) for one in values if one is not None)
        if isinstance(values, list)
        else (),
    )


def _name(api_object: str) -> str:
    return api_object.removeprefix("objects/")


def _methods(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, text(told, "httpMethods").replace(" ", "").split(",")))
