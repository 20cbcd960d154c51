"""What a fault of the diagnosis matrix is, and how a company is made wrong by one."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Setup = dict[str, Any]
Change = Callable[[Setup], None]

COMPANY, SENDER_PASSWORD, USER_ID, USER_PASSWORD = "Bench", "bench-sender", "Robot", "bench-user"
CLIENT_ID, CLIENT_SECRET = "b5974b6c5d6f2f1edb33.app.sage.com", "bench-client"
REDIRECT_URI = "https://portal.example/oauth/callback"


@dataclass(frozen=True)
class Fault:
    """One thing that can be wrong. ``code`` empty: nothing is; ``purpose`` empty: nobody's step.

    ``call`` is made at the simulator's control once all is arranged: method, path and body.
    ``reads`` and ``writes``: applications it is about, which the guide must ask for.
    """

    name: str
    code: str
    purpose: str = ""
    change: Change = lambda setup: None
    mishap: Setup | None = None
    call: tuple[str, str, Setup] | None = None
    levels: tuple[str, ...] = ("top", "entity")
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


def healthy(*, sender_id: str, modules: list[str]) -> Setup:
    """A company in which everything of a guide has been done, and what we send to it."""
    return {
        "sent": {
            "company_id": COMPANY,
            "sender_password": SENDER_PASSWORD,
            "user_id": USER_ID,
            "password": USER_PASSWORD,
            "entity_id": "100",
            "client_secret": CLIENT_SECRET,
        },
        "client": {
            "secret": CLIENT_SECRET,
            "redirectUris": [REDIRECT_URI],
            "senderId": sender_id,
            "scope": "production",
        },
        "sender": {"password": SENDER_PASSWORD, "status": "active"},
        "company": {
            "webServices": True,
            "applications": [*modules, "PO"],
            "entities": [{"id": "100", "name": "North"}, {"id": "200", "name": "South"}],
            "senders": [{"id": sender_id, "status": "active"}],
            "clients": [{"clientId": CLIENT_ID, "userId": USER_ID}],
            "roles": [{"name": "Guide", "permissions": dict.fromkeys(modules, "All")}],
            "users": [{"id": USER_ID, "password": USER_PASSWORD, "roles": ["Guide"]}],
        },
    }


def arranged(fault: Fault, *, sender_id: str, modules: list[str]) -> Setup:
    """The healthy set-up with one thing made wrong."""
    setup = deepcopy(healthy(sender_id=sender_id, modules=modules))
    fault.change(setup)
    return setup


def put(*path: str | int, to: Any) -> Change:
    """Put a value at a path of the set-up."""

    def change(setup: Setup) -> None:
        place: Any = setup
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to

    return change


def on_user(**members: Any) -> Change:
    """Change members of the Web Services user in Intacct."""
    return lambda setup: setup["company"]["users"][0].update(members)


def without_module(code: str) -> Change:
    """Take an application out of the role."""

    def change(setup: Setup) -> None:
        setup["company"]["roles"][0]["permissions"].pop(code)

    return change


def flip_case(setup: Setup) -> None:
    """Spell the sender ID in the company with the other case."""
    listed = setup["company"]["senders"][0]
    listed["id"] = listed["id"].swapcase()
