"""What no source documents, each a named switch (`--assume NAME=VALUE`) with its default.

`docs/simulator.md` lists the same names and defaults; a test compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

_WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Assumptions:
    """One field per assumption; the sentence about each stands in `docs/simulator.md`."""

    company_id_ignores_case: bool = False
    user_id_ignores_case: bool = False
    unknown_company_errorno: str = "GW-0011"
    suspended_company_errorno: str = "GW-0011"
    web_services_off_layer: str = "control"
    web_services_off_errorno: str = "XL03000006"
    sign_in_wording: str = "Sign-in information is incorrect"
    lockout_after: int = 5
    lockout_counts_wrong_entity: bool = False
    lockout_needs_right_password: bool = True
    session_seconds: int = 7200
    session_recheck: bool = True
    session_ends_with_user: bool = True
    session_must_be_alone: bool = True
    forbidden_entity_errorno: str = "XL03000006"
    top_level_only_lists_entities: bool = True
    list_rights: str = "List|View"
    read_rights: str = "List|View"
    user_permissions_right: str = "View"
    limited_admin_has_company_rights: bool = True
    unsubscribed_wording: str = "operation"
    unknown_object_errorno: str = "DL02000001"
    unknown_filter_field_text: str = "The filter uses fields that do not exist"

    def changed(self, settings: Iterable[str]) -> Self:
        """The same with each `NAME=VALUE` applied; ValueError, in one sentence, for a wrong one."""
        changes: dict[str, Any] = dict(self._parsed(setting) for setting in settings)
        return replace(self, **changes)

    def _parsed(self, setting: str) -> tuple[str, bool | int | str]:
        name, _, text = setting.partition("=")
        if name not in {field.name for field in fields(self)}:
            raise ValueError(f"{name!r} is not an assumption; docs/simulator.md lists them.")
        return name, _like(getattr(self, name), name=name, text=text)


def _like(default: object, *, name: str, text: str) -> bool | int | str:
    if isinstance(default, bool):
        if text not in _WORDS:
            raise ValueError(f"{name} takes true or false, not {text!r}.")
        return _WORDS[text]
    if isinstance(default, int):
        if not text.isdigit():
            raise ValueError(f"{name} takes a whole number, not {text!r}.")
        return int(text)
    return text
