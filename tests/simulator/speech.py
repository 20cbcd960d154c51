"""Speaks the XML gateway's language from the documents alone, for the simulator's own tests."""

from typing import Any
from xml.sax.saxutils import escape

SENDER_PASSWORD = "sender-password"
USER_PASSWORD = "user-password"

COMPANY: dict[str, Any] = {
    "webServices": True,
    "status": "active",
    "permissionType": "role",
    "multiEntity": True,
    "topLevelOnly": False,
    "applications": ["CO", "CM", "GL", "AP"],
    "entities": [
        {"id": "100", "name": "Acme US", "status": "active"},
        {"id": "200", "name": "Acme UK", "status": "active"},
        {"id": "300", "name": "Acme closed", "status": "inactive"},
    ],
    "senders": [{"id": "causeway", "status": "active", "description": "Causeway"}],
    "clients": [],
    "roles": [{"name": "Causeway", "permissions": {"GL": {"Accounts": "List|View"}, "CO": "All"}}],
    "users": [
        {
            "id": "ws",
            "password": "user-password",
            "roles": ["Causeway"],
            "email": "ws@acme.example",
        },
        {"id": "full", "password": "full-password", "admin": "full"},
        {"id": "bare", "password": "bare-password"},
    ],
}
SIGN_IN = "Sign-in information is incorrect"


def login(
    user: str = "ws", *, company: str = "Acme", password: str = USER_PASSWORD, entity: str = ""
) -> str:
    """The login block; elements in the order the grammar wants."""
    return (
        f"<login><userid>{escape(user)}</userid><companyid>{escape(company)}</companyid>"
        f"<password>{escape(password)}</password><locationid>{escape(entity)}</locationid></login>"
    )


def control(sender: str = "causeway", password: str = SENDER_PASSWORD, extra: str = "") -> str:
    return (
        f"<control><senderid>{sender}</senderid><password>{password}</password>"
        f"<controlid>request-1</controlid><uniqueid>false</uniqueid><dtdversion>3.0</dtdversion>"
        f"{extra}</control>"
    )


def operation(*functions: str, who: str | None = None, transaction: str = "false") -> str:
    calls = "".join(
        f'<function controlid="f{place}">{call}</function>'
        for place, call in enumerate(functions, 1)
    )
    return (
        f'<operation transaction="{transaction}"><authentication>{who or login()}</authentication>'
        f"<content>{calls}</content></operation>"
    )


def request(*operations: str, head: str | None = None) -> str:
    return f"<request>{head or control()}{''.join(operations)}</request>"


def session(session_id: str) -> str:
    return f"<sessionid>{session_id}</sessionid>"


def query(name: str, *fields: str, more: str = "") -> str:
    select = "".join(f"<field>{field}</field>" for field in fields or ("RECORDNO",))
    return f"<query><object>{name}</object><select>{select}</select>{more}</query>"
