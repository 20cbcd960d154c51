"""Answers in the shapes of ../shared/intacct/intacct-rest.md §4 and §5, and signed tokens."""

import json
from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from apps.intacct import HttpAnswer
from apps.intacct.rest import ClientLogin, ExchangeCode, MintByClientCredentials, Refresh, Username
from tests.intacct.gateway import SHARED, answer

FIXTURES = SHARED / "rest-payloads" / "fixtures"
CASSETTES = SHARED / "rest-payloads" / "cassettes"

CLIENT = ClientLogin("b5974b6c.app.sage.com", "canary-client-secret")
CLAIMS = {"cnyId": "Acme-DEV", "cnyKey": 77, "userId": "ws_user", "clientId": CLIENT.client_id}
USERNAME = Username("ws_user", "Acme-DEV")
EXCHANGE = ExchangeCode(
    client=CLIENT,
    code="canary-code",
    verifier="canary-verifier",
    redirect_uri="https://portal.example/callback",
)
REFRESH = Refresh(client=CLIENT, refresh_token="canary-refresh-old")
MINT = MintByClientCredentials(client=CLIENT, username=USERNAME)

SIGNER = RSAKey.generate_key(2048, parameters={"kid": "one"}, auto_kid=False)


def say(body: Any, status: int = 200, /, **headers: str) -> HttpAnswer:
    """A JSON answer, received at noon."""
    return answer(json.dumps(body), status, **headers)


def tokens(**changed: Any) -> dict[str, Any]:
    """The recorded token reply; a member set to `...` is left out."""
    told = {
        "token_type": "Bearer",
        "access_token": "canary-access",
        "refresh_token": "canary-refresh-new",
        "expires_in": 43200,
        **changed,
    }
    return {name: value for name, value in told.items() if value is not ...}


def signed(claims: dict[str, Any], *, key: RSAKey | OctKey = SIGNER, **header: str) -> str:
    algorithm = "RS256" if isinstance(key, RSAKey) else "HS256"
    return jwt.encode({"alg": algorithm, **header}, claims, key)


def told(result: Any, **meta: Any) -> dict[str, Any]:
    return {"ia::result": result, "ia::meta": meta}


def page(*rows: dict[str, Any], total: int = 0, start: int = 1, following: Any = None) -> Any:
    paging = {"start": start, "pageSize": 100, "next": following, "previous": None}
    return told(list(rows), totalCount=total or len(rows), **paging)


def problem(code: str, message: str = "", error_id: str = "", **more: Any) -> dict[str, Any]:
    return {"code": code, "message": message, "errorId": error_id, **more}


ENVELOPES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "service": lambda error: {"ia::result": {"ia::error": error}, "ia::meta": {"totalError": 1}},
    "top level": lambda error: {"ia::error": error, "ia::meta": {"totalError": 1}},
    "gateway": lambda error: {"ia::error": {**error, "details": {"requestId": "AC47:D9EE"}}},
    "bare": lambda error: {"error": error},
    "oauth": lambda error: {"error": error["code"], "error_description": error["message"]},
    "flat": lambda error: {**error, "supportId": "x"},
}
