"""The services and objects this client asks for, each with the reader of its answer.

All of them read. What each proves is in ../shared/intacct/intacct-rest.md §8: a model lives for
whoever holds a token, a query of one row shows the permission, dimensions need next to none.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from apps.intacct.errors import UnclearReason
from apps.intacct.exchange import HttpAnswer, HttpRequest
from apps.intacct.readers import Incomplete
from apps.intacct.rest import readers
from apps.intacct.rest.addresses import REST_API
from apps.intacct.rest.answers import Told, read_told, unclear
from apps.intacct.rest.headers import bearer, in_entity
from apps.intacct.rest.queries import Filter, Operator, Query
from apps.intacct.rest.results import (
    BridgeSession,
    Dimension,
    Model,
    ModelListing,
    PageOf,
    Reference,
    RestEntity,
    Row,
    UserRecord,
)
from apps.intacct.results import QueryProbe

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_OBJECT = re.compile(r"[a-z][a-z0-9-]{0,60}/[A-Za-z0-9][A-Za-z0-9_-]{0,100}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,100}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Resource(Generic[T_co]):
    """A path below the API's address, what is sent to it, and how to read what it tells."""

    path: str
    read: Callable[[Told], T_co]
    query: tuple[tuple[str, str], ...] = ()
    payload: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Ask(Generic[T]):
    """Ask one resource as whoever the access token stands for, at top level or in an entity."""

    resource: Resource[T]
    access_token: str = field(repr=False)
    entity_id: str = ""
    base_url: str = REST_API

    def request(self) -> HttpRequest:
        """Raises ValueError, naming which, when a header cannot carry the token or entity ID."""
        payload = self.resource.payload
        return HttpRequest(
            url=f"{self.base_url}/{self.resource.path}",
            headers=self._headers(),
            body=b"" if payload is None else json.dumps(payload).encode(),
            method="GET" if payload is None else "POST",
            query=self.resource.query,
        )

    def read(self, answer: HttpAnswer) -> T:
        """What the resource told. Raises `IntacctError`."""
        told = read_told(answer, secrets=(self.access_token,))
        try:
            return self.resource.read(told)
        except Incomplete:
            raise unclear(answer, UnclearReason.INCOMPLETE) from None

    def _headers(self) -> dict[str, str]:
        sent = {} if self.resource.payload is None else {"Content-Type": "application/json"}
        whose = bearer(self.access_token) | in_entity(self.entity_id)
        return {**whose, **sent, "Accept": "application/json"}


def models() -> Resource[tuple[ModelListing, ...]]:
    """Every object and service there is for this company."""
    return Resource(path="services/core/model", read=readers.read_models)


def model(name: str) -> Resource[Model]:
    """What one object is made of; the cheapest question that needs a token."""
    asked = (("name", name), ("schema", "true"))
    return Resource(path="services/core/model", query=asked, read=readers.read_model)


def query(asked: Query) -> Resource[PageOf[Row]]:
    return _query(asked, readers.read_rows)


def probe_query(object_name: str) -> Resource[QueryProbe]:
    """One row of an object: whether the user may query it, and how many there are."""
    asked = Query(object_name=object_name, fields=("key", "id"), size=1)
    return _query(asked, readers.probe_reader(object_name))


def entities(*, start: int = 1, size: int = 1000) -> Resource[PageOf[RestEntity]]:
    """The entities the user can see. Ask at top level: the entity header would hide the others."""
    fields = ("key", "id", "name", "status")
    asked = Query(object_name="company-config/entity", fields=fields, start=start, size=size)
    return _query(asked, partial(readers.read_page, read=readers.read_entity))


def user(user_id: str) -> Resource[UserRecord | None]:
    """The record of a user. A restricted Web Services user usually may not read it."""
    fields = ("key", "id", "status", "userType", "adminPrivileges", "webServices.isRestricted")
    named = (Filter(Operator.EQ, "id", user_id),)
    asked = Query(object_name="company-config/user", fields=fields, filters=named, size=1)
    return _query(asked, readers.read_user)


def object_list(object_name: str, *, start: int = 1) -> Resource[PageOf[Reference]]:
    """Keys and IDs, 100 at a time. Some objects refuse `start` (REST-1034): query them instead."""
    paged = (("start", str(start)),) if start > 1 else ()
    read = partial(readers.read_page, read=readers.read_reference)
    return Resource(path=_object_path(object_name), query=paged, read=read)


def object_at(object_name: str, key: str) -> Resource[Row]:
    """One whole object, by its key. Raises ValueError for what is no key."""
    if not _KEY.fullmatch(key):
        raise ValueError("a key is made of letters, digits, dots, dashes and underscores")
    return Resource(path=f"{_object_path(object_name)}/{key}", read=readers.read_record)


def dimensions() -> Resource[tuple[Dimension, ...]]:
    path = "services/company-config/dimensions/list"
    return Resource(path=path, read=readers.read_dimensions)


def session_id() -> Resource[BridgeSession]:
    """A session of the XML gateway for the same user, company and entity."""
    return Resource(path="services/core/session/id", read=readers.read_bridge_session)


def _query(asked: Query, read: Callable[[Told], T]) -> Resource[T]:
    return Resource(path="services/core/query", payload=asked.payload(), read=read)


def _object_path(object_name: str) -> str:
    if not _OBJECT.fullmatch(object_name):
        raise ValueError(f"{object_name!r} is not an object such as company-config/user")
    return f"objects/{object_name}"
