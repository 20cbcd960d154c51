"""A portal of the tests: sends a browser through Intacct's pages and asks for tokens."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import requests

if TYPE_CHECKING:
    from tests.simulator.conftest import Simulator

CLIENT_ID = "b5974b6c5d6f2f1edb33.app.sage.com"
SECRET = "client-secret"
REDIRECT = "https://portal.example/oauth/callback"
BASE = "/ia/api/v1"
VERIFIER = "zWiRBuiUcmnIbPBCoNqA5cWDFuaEZwZ7jLJJGJ4P3NQ"
CHALLENGE = "manPXpjp75EFeofO-YWtY3gIPp0S6_CJ-ciRJyYIonw"
"""The pair printed in Sage's guide (fixtures/oauth-documented-samples.json)."""

USERS: list[dict[str, Any]] = [
    {"id": "ws", "password": "user-password", "roles": ["Causeway"]},
    {"id": "bare", "password": "bare-password"},
    {"id": "admin", "password": "admin-password", "admin": "full", "webServicesOnly": False},
    {"id": "clerk", "password": "clerk-password", "roles": ["Causeway"], "webServicesOnly": False},
    {"id": "north", "password": "north-password", "roles": ["Causeway"], "entities": ["100"]},
]
ASKED = {
    "response_type": "code",
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT,
    "state": "state-1",
    "scope": "offline_access",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


class Portal:
    """One registered client, and the company Acme of `speech` that pairs it with its users."""

    def __init__(self, simulator: "Simulator") -> None:
        self.simulator = simulator
        self.http = simulator.http
        client = {"secret": SECRET, "redirectUris": [REDIRECT], "senderId": "causeway"}
        simulator.sim("PUT", f"clients/{CLIENT_ID}", client).raise_for_status()
        pairs = [{"clientId": CLIENT_ID, "userId": user["id"]} for user in USERS]
        roles = [
            {"name": "Causeway", "permissions": {"GL": {"Accounts": "List"}, "AP": "ReadOnly"}}
        ]
        simulator.set_up(users=USERS, clients=pairs, roles=roles)

    def change(self, **members: Any) -> None:
        """Changes some members of the company."""
        self.simulator.sim("PATCH", "companies/Acme", members).raise_for_status()

    def assume(self, **assumptions: Any) -> None:
        self.simulator.sim("PATCH", "assumptions", assumptions).raise_for_status()

    def get(self, path: str, **options: Any) -> requests.Response:
        url = self.simulator.url + path
        return self.http.get(url, allow_redirects=False, timeout=10, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        url = self.simulator.url + path
        return self.http.post(url, allow_redirects=False, timeout=10, **options)

    def authorize(self, **changes: str | None) -> requests.Response:
        """Opens the first page; a change of None leaves the parameter out."""
        asked = {name: value for name, value in {**ASKED, **changes}.items() if value is not None}
        return self.get(f"{BASE}/oauth2/authorize", params=asked)

    def sign_in(
        self, page: requests.Response, user: str = "admin", **changes: str
    ) -> requests.Response:
        form = {"company": "Acme", "user": user, "password": f"{user}-password", **changes}
        path = f"{BASE}/oauth2/authorize/sign-in"
        answer = self.post(path, data={"approval": approval_in(page), **form})
        return self.get(answer.headers["Location"]) if answer.status_code == 303 else answer

    def decide(self, page: requests.Response, decision: str = "accept") -> requests.Response:
        form = {"approval": approval_in(page), "decision": decision}
        return self.post(f"{BASE}/oauth2/authorize/consent", data=form)

    def approve(self, user: str = "admin", **changes: str | None) -> str:
        """The code of a whole way through the pages."""
        back = self.decide(self.sign_in(self.authorize(**changes), user))
        return query_of(back)["code"]

    def token(self, **members: str | None) -> requests.Response:
        """Asks for a token with this client's credentials; None leaves a member out."""
        whole = {"client_id": CLIENT_ID, "client_secret": SECRET, **members}
        form = {name: value for name, value in whole.items() if value is not None}
        return self.post(f"{BASE}/oauth2/token", data=form)

    def exchange(self, code: str, **changes: str | None) -> requests.Response:
        members = {"code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER, **changes}
        return self.token(grant_type="authorization_code", **members)

    def refresh(self, refresh_token: str, **changes: str) -> requests.Response:
        return self.token(grant_type="refresh_token", refresh_token=refresh_token, **changes)

    def mint(self, username: str | None = "ws@Acme", **changes: str | None) -> requests.Response:
        return self.token(grant_type="client_credentials", **{"username": username, **changes})

    def connect(self, user: str = "admin") -> dict[str, Any]:
        """The token answer of an approval."""
        answer: dict[str, Any] = self.exchange(self.approve(user)).json()
        return answer

    def bearer(self, username: str = "ws@Acme") -> str:
        """A fresh access token by client credentials."""
        return str(self.mint(username).json()["access_token"])

    def call(
        self, method: str, path: str, token: str, *, entity: str = "", json: object = None
    ) -> requests.Response:
        """One REST call."""
        headers = {"Authorization": f"Bearer {token}"}
        if entity:
            headers["X-IA-API-Param-Entity"] = entity
        url = f"{self.simulator.url}{BASE}/{path}"
        return self.http.request(method, url, headers=headers, json=json, timeout=10)

    def query(self, token: str, name: str, **members: Any) -> requests.Response:
        entity = members.pop("entity", "")
        payload = {"object": name, "fields": ["key", "id"], **members}
        return self.call("POST", "services/core/query", token, entity=entity, json=payload)

    def calls(self) -> list[dict[str, Any]]:
        """The ledger."""
        calls: list[dict[str, Any]] = self.simulator.sim("GET", "ledger").json()["calls"]
        return calls


def approval_in(page: requests.Response) -> str:
    """The hidden field of a page."""
    found = re.search(r'name="approval" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def query_of(answer: requests.Response) -> dict[str, str]:
    """The query of the address a redirect points at."""
    assert answer.status_code == 302, answer.text
    return {
        name: values[0]
        for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()
    }


def error_of(answer: requests.Response) -> tuple[int, str]:
    """The status, and the error's own code or number, whatever the envelope."""
    document = answer.json()
    outer = document.get("ia::result", document)
    error: Any = outer.get("ia::error") or outer.get("error")
    if isinstance(error, str):
        return answer.status_code, error
    return answer.status_code, error.get("errorId") or error["code"]
