"""Every fault the simulator can make, and the finding it must lead to."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Setup = dict[str, Any]
Change = Callable[[Setup], None]

COMPANY, SENDER_PASSWORD, USER_ID, USER_PASSWORD = "Bench", "bench-sender", "Robot", "bench-user"


@dataclass(frozen=True)
class Fault:
    """One thing that can be wrong. ``code`` empty: nothing is; ``purpose`` empty: nobody's step."""

    name: str
    code: str
    purpose: str = ""
    change: Change = lambda setup: None
    mishap: Setup | None = None
    levels: tuple[str, ...] = ("top", "entity")
    roles: tuple[str, ...] = ("restricted", "admin")


def healthy(*, sender_id: str, modules: list[str]) -> Setup:
    """A company in which everything of a guide has been done, and what we send to it."""
    return {
        "sent": {
            "company_id": COMPANY,
            "sender_password": SENDER_PASSWORD,
            "user_id": USER_ID,
            "password": USER_PASSWORD,
            "entity_id": "100",
        },
        "sender": {"password": SENDER_PASSWORD, "status": "active"},
        "company": {
            "webServices": True,
            "applications": [*modules, "PO"],
            "entities": [{"id": "100", "name": "North"}, {"id": "200", "name": "South"}],
            "senders": [{"id": sender_id, "status": "active"}],
            "roles": [{"name": "Guide", "permissions": dict.fromkeys(modules, "All")}],
            "users": [{"id": USER_ID, "password": USER_PASSWORD, "roles": ["Guide"]}],
        },
    }


def arranged(fault: Fault, *, sender_id: str, modules: list[str]) -> Setup:
    """The healthy set-up with one thing made wrong."""
    setup = deepcopy(healthy(sender_id=sender_id, modules=modules))
    fault.change(setup)
    return setup


def _set(*path: str | int, to: Any) -> Change:
    def change(setup: Setup) -> None:
        place: Any = setup
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to

    return change


def _user(**members: Any) -> Change:
    return lambda setup: setup["company"]["users"][0].update(members)


def _without_module(code: str) -> Change:
    def change(setup: Setup) -> None:
        setup["company"]["roles"][0]["permissions"].pop(code)

    return change


def _flip_case(setup: Setup) -> None:
    listed = setup["company"]["senders"][0]
    listed["id"] = listed["id"].swapcase()


_COMPANY = (
    Fault("all is well", ""),
    Fault("company unknown", "company.unknown", "company_id", _set("sent", "company_id", to="No")),
    Fault(
        "company suspended",
        "company.unknown",
        "company_id",
        _set("company", "status", to="suspended"),
    ),
    Fault(
        "demo expired",
        "company.demo_expired",
        "company_id",
        _set("company", "status", to="demo-expired"),
    ),
    Fault(
        "Web Services off",
        "web_services.off",
        "web_services_on",
        _set("company", "webServices", to=False),
    ),
    Fault(
        "sender missing",
        "sender.not_authorized",
        "sender_authorized",
        _set("company", "senders", to=[]),
    ),
    Fault(
        "sender inactive there",
        "sender.not_authorized",
        "sender_authorized",
        _set("company", "senders", 0, "status", to="inactive"),
    ),
    Fault("sender in other case", "sender.not_authorized", "sender_authorized", _flip_case),
    Fault("our sender password", "sender.refused", "", _set("sender", "password", to="other")),
    Fault("our sender inactive", "sender.refused", "", _set("sender", "status", to="inactive")),
)

_USER = (
    Fault("user missing", "sign_in.refused", "user_signs_in", _set("company", "users", to=[])),
    Fault("wrong password", "sign_in.refused", "user_signs_in", _user(password="other")),  # noqa: S106
    Fault("user inactive", "sign_in.refused", "user_signs_in", _user(status="inactive")),
    Fault("user in other case", "sign_in.refused", "user_signs_in", _user(id=USER_ID.upper())),
    Fault("user locked", "sign_in.locked", "user_signs_in", _user(status="lockedout")),
    Fault(
        "user held to one entity",
        "entity.top_level_closed",
        "entity_access",
        _user(entities=["100"]),
        levels=("top",),
    ),
    Fault(
        "user not in the entity",
        "entity.closed",
        "entity_access",
        _user(entities=["200"]),
        levels=("entity",),
    ),
    Fault(
        "entity misspelled",
        "entity.closed",
        "entity_access",
        _set("sent", "entity_id", to="101"),
        levels=("entity",),
    ),
    Fault(
        "top level only",
        "entity.closed",
        "entity_access",
        _set("company", "topLevelOnly", to=True),
        levels=("entity",),
    ),
)

_RIGHTS = (
    Fault("no role", "permission.none", "role_permissions", _user(roles=[])),
    *(
        Fault(f"role lacks {code}", "permission.missing", "role_permissions", _without_module(code))
        for code in ("CO", "CM", "GL", "AP", "AR")
    ),
    Fault(
        "role reads only",
        "permission.short",
        "role_permissions",
        _set("company", "roles", 0, "permissions", "AP", to="ReadOnly"),
    ),
    Fault(
        "module off",
        "module.not_subscribed",
        "module_subscribed",
        lambda setup: setup["company"]["applications"].remove("AR"),
    ),
)


def _mishaps() -> tuple[Fault, ...]:
    """Intacct's own troubles, at the door and behind it: never the customer's."""
    codes = {
        "hang": "intacct.unreachable",
        "drip": "intacct.unreachable",
        "reset": "intacct.unreachable",
        "html": "intacct.unreadable",
        "cloudflare_524": "intacct.unreadable",
        "http_500_empty": "intacct.unreadable",
        "http_503": "intacct.offline",
        "rate_limited": "intacct.busy",
        "rate_limited_200": "intacct.busy",
        "offline_200": "intacct.offline",
        "multi_root": "intacct.unreadable",
        "truncated": "intacct.unreadable",
        "oversize": "intacct.unreadable",
        "gzip_bomb": "intacct.unreadable",
        "redirect_307": "intacct.unreadable",
    }
    at_the_door = tuple(
        Fault(f"{kind} at the door", code, mishap={"kind": kind, "times": 0, "seconds": 30})
        for kind, code in codes.items()
    )
    behind = tuple(
        Fault(
            f"{kind} on a question",
            code,
            mishap={"kind": kind, "times": 0, "seconds": 30, "function": "query"},
        )
        for kind, code in codes.items()
        if kind not in {"hang", "drip"}
    )
    odd = (
        Fault("slow, but answers", "", mishap={"kind": "latency", "times": 0, "seconds": 0.05}),
        Fault(
            "foreign endpoint",
            "intacct.unreadable",
            mishap={"kind": "wrong_endpoint_host", "times": 0},
        ),
        Fault(
            "no words at all",
            "intacct.unrecognized",
            mishap={"kind": "no_errormessage", "times": 0, "function": "query"},
        ),
        Fault(
            "a sentence for a number",
            "request.refused",
            mishap={"kind": "sentence_in_errorno", "times": 0, "function": "query"},
        ),
    )
    return (*at_the_door, *behind, *odd)


FAULTS = (*_COMPANY, *_USER, *_RIGHTS, *_mishaps())
