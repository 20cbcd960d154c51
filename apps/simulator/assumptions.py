"""What no source documents, each a named switch (`--assume NAME=VALUE`) with its default.

`docs/simulator.md` lists the same names and defaults; a test compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from apps.simulator.bodies import WrongMember

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
    access_token_seconds: int = 43200
    refresh_token_seconds: int = 0
    refresh_rotation: str = "strict"
    refresh_reuse_kills_grant: bool = True
    one_grant_per_user: bool = True
    dead_refresh_answer: str = "invalid_grant"
    code_seconds: int = 300
    code_reuse_kills_grant: bool = True
    verifier_replaces_secret: bool = False
    approval_seconds: int = 1800
    non_admin_may_approve: bool = True
    web_services_user_may_approve: bool = False
    wrong_client_answer: str = "invalid_client"
    client_refusal_envelope: str = "bare"
    username_without_company_answer: str = "text"
    rest_unknown_company_answer: str = "GW-0011"
    unauthorized_sender_fails_at: str = "call"
    expired_answer: str = "GW-0040"
    token_recheck: bool = True
    missing_right_answer: str = "403"
    wrong_entity_answer: str = "400"

    def changed(self, settings: Iterable[str]) -> Self:
        """The same with each `NAME=VALUE` applied; ValueError, in one sentence, for a wrong one."""
        changes: dict[str, Any] = dict(self._parsed(setting) for setting in settings)
        return replace(self, **changes)

    def with_members(self, document: object) -> Self:
        """The same with the members of a JSON object applied; WrongMember for a wrong one."""
        if not isinstance(document, dict):
            raise WrongMember("(body)", "A JSON object is expected.")
        for name, value in document.items():
            if name not in {field.name for field in fields(self)}:
                raise WrongMember(name, "No such assumption; docs/simulator.md lists them.")
            if type(value) is not type(getattr(self, name)):
                raise WrongMember(name, f"It takes a value like {getattr(self, name)!r}.")
        return replace(self, **document)

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
