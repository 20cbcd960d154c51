"""What the gateway's functions tell, typed. Values are as Intacct wrote them, never trimmed.

Source: ../shared/intacct/intacct-xml.md §4 (reply data of each probe).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ApiSession:
    """The data of getAPISession, as told: nothing in it has been checked yet."""

    session_id: str = field(repr=False)
    endpoint: str
    entity_id: str


@dataclass(frozen=True)
class Entity:
    """An entity the signed-in user can enter."""

    entity_id: str
    name: str
    record_no: str
    currency: str
    first_fiscal_month: str
    first_fiscal_tax_month: str
    week_start: str


@dataclass(frozen=True)
class FinancialSetup:
    """`base_currency` is empty in a multi-base company; entities exist if `multi_entity_shared`."""

    base_currency: str
    default_book: str
    first_fiscal_month: str
    multi_base_currency: bool
    multi_book: bool
    multi_currency: bool
    multi_entity_shared: bool


@dataclass(frozen=True)
class Permission:
    """Rights such as ("List", "View") on one policy of one application."""

    application: str
    policy: str
    rights: tuple[str, ...]


@dataclass(frozen=True)
class Preference:
    application: str
    preference: str
    value: str


@dataclass(frozen=True)
class UserFormatting:
    record_no: str
    locale: str
    date_format: str
    gmt_offset: str
    clock: str


@dataclass(frozen=True)
class UserInfo:
    """A USERINFO record. `web_services_only` is LOGINDISABLED, `admin` is false, true or Full."""

    record_no: str
    login_id: str
    status: str
    web_services_only: bool
    admin: str
    user_type: str
    unrestricted: bool
    entity_id: str


@dataclass(frozen=True)
class QueryProbe:
    """A query was allowed on the object; `total` is how many records it would return."""

    object_name: str
    total: int


@dataclass(frozen=True)
class Page:
    """Records of one reply: field name to text, nested fields joined with dots.

    `result_id` continues a readByQuery with readMore while `remaining` is above 0.
    """

    records: tuple[Mapping[str, str], ...]
    total: int
    remaining: int
    result_id: str = ""


@dataclass(frozen=True)
class FieldDefinition:
    name: str
    label: str
    data_type: str
    required: bool
    read_only: bool
    custom: bool
    valid_values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectDefinition:
    """That an object exists and what it is made of; says nothing about permission to read it."""

    name: str
    fields: tuple[FieldDefinition, ...]
