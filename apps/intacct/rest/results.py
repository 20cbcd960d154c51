"""What REST resources tell, typed. Values are as Intacct wrote them; amounts are text.

Source: ../shared/intacct/intacct-rest.md §8.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class PageOf(Generic[T_co]):
    """Some of `total` items, the first being number `start`; `next_start` is None at the end."""

    items: tuple[T_co, ...]
    total: int
    start: int
    size: int
    next_start: int | None


@dataclass(frozen=True)
class Reference:
    """An object in a list: where to read it."""

    key: str
    object_id: str


@dataclass(frozen=True)
class ModelListing:
    """An object or service that exists for this company, and the methods it takes."""

    name: str
    kind: str
    methods: tuple[str, ...]


@dataclass(frozen=True)
class ModelField:
    name: str
    data_type: str
    data_format: str
    read_only: bool
    write_only: bool
    required: bool
    valid_values: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """What an object is made of. Says nothing about permission to read its rows."""

    name: str
    kind: str
    methods: tuple[str, ...]
    fields: tuple[ModelField, ...]
    references: tuple[str, ...]

    @property
    def queryable_fields(self) -> tuple[str, ...]:
        """Those a query should ask for: one that is only written is refused with REST-1106."""
        return tuple(one.name for one in self.fields if not one.write_only)


@dataclass(frozen=True)
class Dimension:
    """One of the company's dimensions: LOCATION, DEPARTMENT, or one it defined itself."""

    name: str
    label: str
    term: str
    user_defined: bool
    enabled_in_gl: bool
    endpoint: str


@dataclass(frozen=True)
class RestEntity:
    """An entity the user can see; `key` is its record number."""

    key: str
    entity_id: str
    name: str
    status: str


@dataclass(frozen=True)
class UserRecord:
    """A user. `web_services_only` is the record's `webServices.isRestricted`."""

    key: str
    user_id: str
    status: str
    user_type: str
    admin: str
    web_services_only: bool


@dataclass(frozen=True)
class BridgeSession:
    """A session ID for the XML gateway, obtained with an access token. Ends by our own clock."""

    session_id: str = field(repr=False)
    expires_at: datetime
