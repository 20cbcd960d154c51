"""The simulated Intacct as drills use it: arranged over HTTP, approved like a person would."""

from dataclasses import dataclass
from typing import Any

import requests

from apps.intacct.rest import (
    ClientLogin,
    RestClient,
    TokenSet,
    authorization_url,
    new_state,
    new_verifier,
)
from apps.ops.benches.approver import accepted

SENDER_ID, CLIENT_ID = "causeway", "b5974b6c5d6f2f1edb33.app.sage.com"
REDIRECT_URI = "https://portal.example/oauth/callback"
TOKEN_PATH = "/ia/api/v1/oauth2/token"  # noqa: S105 -- an address
WAIT_SECONDS = 10


@dataclass(frozen=True)
class Intacct:
    """The simulator at `url`, whose client has this secret."""

    url: str
    client_secret: str

    @property
    def base_url(self) -> str:
        return f"{self.url}/ia/api/v1"

    def set_up(self) -> None:
        """Make the vendor's sender and client known."""
        client = {"redirectUris": [REDIRECT_URI], "senderId": SENDER_ID, "scope": "production"}
        self.tell("PUT", f"senders/{SENDER_ID}", {"password": self.client_secret})
        self.tell("PUT", f"clients/{CLIENT_ID}", {"secret": self.client_secret, **client})

    def found(self, company_id: str) -> None:
        """Found a company with an admin, who approves, and a Web Services user, who is paired."""
        secret = self.client_secret
        company = {
            "applications": ["CO", "GL"],
            "senders": [{"id": SENDER_ID}],
            "clients": [{"clientId": CLIENT_ID, "userId": "ws"}],
            "roles": [{"name": "All", "permissions": {"GL": "All", "CO": "All"}}],
            "users": [
                {"id": "ws", "password": secret, "roles": ["All"]},
                {"id": "admin", "password": secret, "admin": "full", "webServicesOnly": False},
            ],
        }
        self.tell("PUT", f"companies/{company_id}", company)

    def approved(self, company_id: str, *, client: RestClient) -> TokenSet:
        """Sign in as the admin, select Accept, and exchange the code."""
        verifier = new_verifier()
        address = authorization_url(
            client_id=CLIENT_ID,
            redirect_uri=REDIRECT_URI,
            state=new_state(),
            verifier=verifier,
            base_url=self.base_url,
        )
        return client.exchange_code(
            client=ClientLogin(CLIENT_ID, self.client_secret),
            code=accepted(address, self._admin_of(company_id)),
            verifier=verifier,
            redirect_uri=REDIRECT_URI,
        )

    def assume(self, **assumptions: Any) -> None:
        """Change what no source documents."""
        self.tell("PATCH", "assumptions", assumptions)

    def trouble(self, kind: str, *, seconds: float = 5, times: int = 1) -> None:
        """Arm a fault of the token endpoint."""
        fault = {"kind": kind, "path": TOKEN_PATH, "seconds": seconds, "times": times}
        self.tell("POST", "faults", fault)

    def calm(self) -> None:
        """End every fault."""
        self.tell("POST", "reset", {"only": ["faults"]})

    def token_requests(self, company_id: str = "") -> list[str]:
        """The outcome of every request to the token endpoint, oldest first."""
        calls = self.tell("GET", f"ledger?company={company_id}" if company_id else "ledger")
        return [call["outcome"] for call in calls["calls"] if call["path"] == TOKEN_PATH]

    def tell(self, method: str, path: str, body: object = None) -> Any:
        address = f"{self.url}/_sim/{path}"
        answer = requests.request(method, address, json=body, timeout=WAIT_SECONDS)
        answer.raise_for_status()
        return answer.json()

    def _admin_of(self, company_id: str) -> dict[str, str]:
        return {"company": company_id, "user": "admin", "password": self.client_secret}
