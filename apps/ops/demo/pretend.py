"""The demo's companies in the imitated Intacct, set up over its control contract."""

from typing import Any

import requests
from django.conf import settings

SENDER_ID = "CraftableMPP"
MODULES = ["CO", "CM", "GL", "AP", "AR"]
USER_ID = "Craftable"
ENTITIES = [
    {"id": "100", "name": "North", "status": "active"},
    {"id": "200", "name": "South", "status": "active"},
]


def put_sender(password: str) -> None:
    """Make the vendor's sender known to Intacct."""
    _call("PUT", f"senders/{SENDER_ID}", {"password": password, "status": "active"})


def put_bare_company(company_id: str) -> None:
    """A company where nothing of the guide has been done."""
    body = {"webServices": False, "applications": MODULES, "entities": ENTITIES}
    _call("PUT", f"companies/{company_id}", body)


def put_ready_company(company_id: str, *, password: str) -> None:
    """A company where everything of the guide has been done."""
    body = {
        "webServices": True,
        "applications": MODULES,
        "entities": ENTITIES,
        "senders": [{"id": SENDER_ID, "status": "active", "description": "Craftable"}],
        "roles": [{"name": "Craftable", "permissions": dict.fromkeys(MODULES, "All")}],
        "users": [{"id": USER_ID, "password": password, "roles": ["Craftable"]}],
    }
    _call("PUT", f"companies/{company_id}", body)


def put_client(client_id: str, *, secret: str, redirect_uri: str) -> None:
    """Register an application of the vendor's in the developer console."""
    body = {"secret": secret, "redirectUris": [redirect_uri], "senderId": SENDER_ID}
    _call("PUT", f"clients/{client_id}", {**body, "scope": "production"})


def put_company_to_approve(company_id: str, *, user_id: str, password: str) -> None:
    """A company whose administrator may approve, and in which nobody has authorized anything."""
    admin = {"id": user_id, "password": password, "admin": "full", "webServicesOnly": False}
    body = {
        "webServices": True,
        "applications": MODULES,
        "entities": ENTITIES,
        "roles": [{"name": "Administrator", "permissions": dict.fromkeys(MODULES, "All")}],
        "users": [{**admin, "roles": ["Administrator"]}],
    }
    _call("PUT", f"companies/{company_id}", body)


def remove_senders(company_id: str) -> None:
    """Take every sender off the company's list, as an admin might by mistake."""
    _call("PATCH", f"companies/{company_id}", {"senders": []})


def _call(method: str, path: str, body: dict[str, Any]) -> None:
    url = f"{settings.SIMULATOR_URL}/_sim/{path}"
    requests.request(method, url, json=body, timeout=10).raise_for_status()
