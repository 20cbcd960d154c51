"""From a result's `data` element to typed results.

Each reader takes the element and raises `Incomplete` when what its function promises is missing.
"""

import re
from collections.abc import Mapping

from lxml.etree import _Element

from apps.intacct.results import (
    ApiSession,
    Entity,
    FieldDefinition,
    FinancialSetup,
    ObjectDefinition,
    Page,
    Permission,
    Preference,
    UserFormatting,
    UserInfo,
)

_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)


class Incomplete(Exception):
    """The data lacks what its function promises. An operation turns it into `Unclear`."""


def read_api_session(data: _Element) -> ApiSession:
    api = _child(data, "api")
    return ApiSession(_text(api, "sessionid"), _text(api, "endpoint"), _text(api, "locationid"))


def read_entities(data: _Element) -> tuple[Entity, ...]:
    return tuple(_entity(node) for node in data.iter("entity"))


def read_applications(data: _Element) -> tuple[str, ...]:
    return tuple(node.text for node in data.iter("application") if node.text)


def read_preferences(data: _Element) -> tuple[Preference, ...]:
    return tuple(
        Preference(_text(node, "application"), _text(node, "preference"), _text(node, "prefvalue"))
        for node in data.iter("companypref")
    )


def read_financial_setup(data: _Element) -> FinancialSetup:
    setup = _child(data, "financialSetup")
    return FinancialSetup(
        base_currency=_text(setup, "baseCurrency"),
        default_book=_text(setup, "defaultBook"),
        first_fiscal_month=_text(setup, "firstFiscalMonth"),
        multi_base_currency=_flag(_text(setup, "multiBaseCurrency")),
        multi_book=_flag(_text(setup, "multiBook")),
        multi_currency=_flag(_text(setup, "multiCurrency")),
        multi_entity_shared=_flag(_text(setup, "multiEntityShared")),
    )


def read_permissions(data: _Element) -> tuple[Permission, ...]:
    return tuple(
        Permission(
            application=_text(subscription, "applicationName"),
            policy=_text(policy, "policyName"),
            rights=tuple(filter(None, _text(policy, "rights").split("|"))),
        )
        for subscription in data.iter("appSubscription")
        for policy in subscription.iter("policy")
    )


def read_user_formatting(data: _Element) -> UserFormatting:
    node = _child(data, "userformatting")
    return UserFormatting(
        record_no=_text(node, "recordno"),
        locale=_text(node, "locale"),
        date_format=_text(node, "dateformat"),
        gmt_offset=_text(node, "gmtoffset"),
        clock=_text(node, "clock"),
    )


def read_user_info(data: _Element) -> UserInfo:
    record = next(iter(read_page(data).records), None)
    if record is None:
        raise Incomplete
    return UserInfo(
        record_no=record.get("RECORDNO", ""),
        login_id=record.get("LOGINID", ""),
        status=record.get("STATUS", ""),
        web_services_only=_flag(record.get("LOGINDISABLED", "")),
        admin=record.get("ADMIN", ""),
        user_type=record.get("USERTYPE", ""),
        unrestricted=_flag(record.get("UNRESTRICTED", "")),
        entity_id=record.get("MEGAENTITYID", ""),
    )


def read_page(data: _Element) -> Page:
    records = tuple(_record(node) for node in data)
    count = _number(data, "count", len(records))
    return Page(
        records=records,
        total=_number(data, "totalcount", count),
        remaining=_number(data, "numremaining", 0),
        result_id=data.get("resultId", ""),
    )


def read_object_names(data: _Element) -> tuple[str, ...]:
    return tuple(
        filter(None, (node.get("typename") or node.get("Name") or node.text for node in data))
    )


def read_object_definition(data: _Element) -> ObjectDefinition:
    """From `lookup` (ID, LABEL, DATATYPE …) or `inspect` (Name, DisplayLabel, dataName …)."""
    node = _child(data, "Type")
    return ObjectDefinition(
        name=node.get("Name", ""),
        fields=tuple(_field(field) for field in node.findall("Fields/Field")),
    )


def _entity(node: _Element) -> Entity:
    return Entity(
        entity_id=_text(node, "id"),
        name=_text(node, "name"),
        record_no=_text(node, "recordno"),
        currency=_text(node, "currency"),
        first_fiscal_month=_text(node, "firstfiscalmonth"),
        first_fiscal_tax_month=_text(node, "firstfiscaltaxmonth"),
        week_start=_text(node, "weekstart"),
    )


def _field(node: _Element) -> FieldDefinition:
    return FieldDefinition(
        name=_text(node, "ID", "Name"),
        label=_text(node, "LABEL", "DisplayLabel"),
        data_type=_text(node, "DATATYPE", "externalDataName"),
        required=_flag(_text(node, "REQUIRED", "isRequired")),
        read_only=_flag(_text(node, "READONLY", "isReadOnly")),
        custom=_flag(_text(node, "ISCUSTOM", "isCustom")),
        valid_values=tuple(value.text or "" for value in node.iter("VALIDVALUE", "validValue")),
    )


def _record(node: _Element) -> Mapping[str, str]:
    record: dict[str, str] = {}
    _flatten(node, "", record)
    return record


def _flatten(node: _Element, prefix: str, record: dict[str, str]) -> None:
    for child in node:
        if len(child):
            _flatten(child, f"{prefix}{child.tag}.", record)
        else:
            record.setdefault(f"{prefix}{child.tag}", child.text or "")


def _child(data: _Element, name: str) -> _Element:
    node = data.find(name)
    if node is None:
        raise Incomplete
    return node


def _text(node: _Element, *names: str) -> str:
    return next((text for name in names if (text := node.findtext(name))), "")


def _flag(text: str) -> bool:
    return text.lower() in {"true", "t", "1", "yes"}


def _number(data: _Element, name: str, otherwise: int) -> int:
    text = data.get(name, "")
    return int(text) if _COUNT.fullmatch(text) else otherwise
