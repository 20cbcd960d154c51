"""Rows iC24 to iC28 and goals B12, B15 of ../shared/reference/security-reliability.md."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest

from apps.intacct import HttpAnswer, Layer, Refused, Unclear, UnclearReason
from apps.intacct.rest import ExchangeCode, MintByClientCredentials, Refresh, TokenSet
from tests.intacct.gateway import NOON, answer
from tests.intacct.rest.oauth import CLAIMS, EXCHANGE, MINT, REFRESH, say, signed, tokens

Grant = ExchangeCode | Refresh | MintByClientCredentials

CREDENTIALS = {"client_id": "b5974b6c.app.sage.com", "client_secret": "canary-client-secret"}


@pytest.mark.parametrize(
    ("operation", "fields"),
    [
        (
            EXCHANGE,
            {
                "grant_type": "authorization_code",
                "code": "canary-code",
                "redirect_uri": "https://portal.example/callback",
                "code_verifier": "canary-verifier",
            },
        ),
        (REFRESH, {"grant_type": "refresh_token", "refresh_token": "canary-refresh-old"}),
        (
            replace(REFRESH, entity_id="E 1"),
            {
                "grant_type": "refresh_token",
                "refresh_token": "canary-refresh-old",
                "entity_id": "E 1",
            },
        ),
        (MINT, {"grant_type": "client_credentials", "username": "ws_user@Acme-DEV"}),
    ],
    ids=["code", "refresh", "refresh in an entity", "client credentials"],
)
def test_a_grant_is_a_form_with_everything_in_its_body(
    operation: Grant, fields: dict[str, str]
) -> None:
    request = operation.request()

    assert (request.method, request.target) == (
        "POST",
        "https://api.intacct.com/ia/api/v1/oauth2/token",
    )
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert dict(parse_qsl(request.body.decode(), strict_parsing=True)) == fields | CREDENTIALS


def test_a_secret_of_any_letters_arrives_whole() -> None:
    secret = " 'a\"<&>=+%é]]>\\\t"
    operation = replace(MINT, client=replace(MINT.client, secret=secret))

    assert dict(parse_qsl(operation.request().body.decode()))["client_secret"] == secret


def test_the_recorded_reply_is_read() -> None:
    found = EXCHANGE.read(say(tokens()))

    assert (found.access_token, found.refresh_token) == ("canary-access", "canary-refresh-new")
    assert found.expires_at == NOON + timedelta(hours=12)
    assert (found.obtained_at, found.scope, found.rotated) == (NOON, "", True)


@pytest.mark.parametrize(
    ("told", "kept", "rotated"),
    [
        (..., "canary-refresh-old", False),
        ("", "canary-refresh-old", False),
        (None, "canary-refresh-old", False),
        ("canary-refresh-old", "canary-refresh-old", False),
        ("canary-refresh-new", "canary-refresh-new", True),
    ],
    ids=["absent", "empty", "null", "same", "new"],
)
def test_ic27_the_refresh_token_to_keep(told: Any, kept: str, rotated: bool) -> None:  # noqa: FBT001
    found = REFRESH.read(say(tokens(refresh_token=told)))

    assert (found.refresh_token, found.rotated) == (kept, rotated)


def test_b12_a_new_refresh_token_without_expiry_is_kept() -> None:
    found = REFRESH.read(say(tokens(expires_in=...)))

    assert (found.refresh_token, found.rotated) == ("canary-refresh-new", True)


def test_without_offline_access_there_is_nothing_to_keep() -> None:
    assert EXCHANGE.read(say(tokens(refresh_token=...))).refresh_token is None


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        (..., 15),
        (None, 15),
        (0, 15),
        (-1, 15),
        (True, 15),
        (3600.5, 15),
        ("soon", 15),
        ([], 15),
        (3600, 60),
        ("3600", 60),
        (10**12, 24 * 60),
        (10**30, 15),
    ],
)
def test_ic26_expiry_is_safe_whatever_is_told(told: Any, minutes: int) -> None:
    found = MINT.read(say(tokens(expires_in=told)))

    assert found.expires_at - NOON == timedelta(minutes=minutes)


def test_expiry_leaves_a_margin() -> None:
    found = MINT.read(say(tokens(expires_in=3600)))

    assert found.is_live(at=NOON + timedelta(minutes=54))
    assert not found.is_live(at=NOON + timedelta(minutes=55))
    assert found.is_live(at=NOON + timedelta(minutes=59), margin=timedelta())


@pytest.mark.parametrize("member", ["access_token", "token_type", "refresh_token"])
@pytest.mark.parametrize("told", [7, ["a"], {"a": 1}, "a b", "a\nb", "é", "x" * 8193])
def test_ic25_a_member_of_another_kind_is_not_used(member: str, told: Any) -> None:
    assert unclear(MINT, say(tokens(**{member: told}))) is UnclearReason.INCOMPLETE


@pytest.mark.parametrize("told", [..., None, ""])
def test_ic25_without_an_access_token_there_is_nothing(told: Any) -> None:
    assert unclear(MINT, say(tokens(access_token=told))) is UnclearReason.INCOMPLETE


@pytest.mark.parametrize("told", ["mac", "", None])
def test_ic25_only_bearer_can_be_used(told: Any) -> None:
    assert unclear(MINT, say(tokens(token_type=told))) is UnclearReason.INCOMPLETE


@pytest.mark.parametrize("told", [..., "bearer", "BEARER"])
def test_bearer_may_be_written_anyhow_or_left_out(told: Any) -> None:
    assert MINT.read(say(tokens(token_type=told))).token_type == "Bearer"


def test_ic28_the_scope_is_kept_as_told() -> None:
    assert EXCHANGE.read(say(tokens(scope="openid"))).scope == "openid"
    assert EXCHANGE.read(say(tokens(scope=["openid"]))).scope == ""


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answer("<!DOCTYPE html><html>Sign in</html>"), UnclearReason.HTML),
        (answer(""), UnclearReason.EMPTY),
        (answer("[1]"), UnclearReason.WRONG_ROOT),
        (answer('{"access_token": "a"'), UnclearReason.NOT_JSON),
        (answer("<response/>"), UnclearReason.NOT_JSON),
        (say(tokens(more="x" * 1_000_000)), UnclearReason.OVERSIZE),
        (answer("{}", 307, Location="https://evil.example"), UnclearReason.REDIRECTED),
        (say(tokens(), 400), UnclearReason.HTTP_ERROR),
        (say({}, 401), UnclearReason.HTTP_ERROR),
        (answer("", 401), UnclearReason.EMPTY),
        (answer("<html>", 500), UnclearReason.SERVER_ERROR),
        (say({"error": "invalid_grant"}, 502), UnclearReason.SERVER_ERROR),
    ],
)
@pytest.mark.parametrize("operation", [EXCHANGE, REFRESH, MINT], ids=["code", "refresh", "mint"])
def test_ic24_trouble_is_never_a_verdict_on_the_grant(
    operation: Grant, reply: HttpAnswer, reason: UnclearReason
) -> None:
    assert unclear(operation, reply) is reason


def test_the_label_does_not_matter_where_the_body_speaks() -> None:
    body = say(tokens(), 200, Content_Type="text/plain; charset=utf-7")

    assert MINT.read(body).access_token == "canary-access"


def test_a_refusal_is_one_at_the_token_layer() -> None:
    reply = say({"error": "invalid_grant", "error_description": "canary-refresh-old is used"}, 400)

    with pytest.raises(Refused) as caught:
        REFRESH.read(reply)

    assert (caught.value.layer, caught.value.http_status) == (Layer.TOKEN, 400)
    assert [(one.code, one.text) for one in caught.value.errors] == [
        ("invalid_grant", "••• is used")
    ]


@pytest.mark.parametrize("claims", [{"cnyId": "Globex"}, {"userId": "someone"}])
def test_if32_a_minted_token_of_somebody_else_is_refused(claims: dict[str, str]) -> None:
    reply = say(tokens(access_token=signed(CLAIMS | claims)))

    assert unclear(MINT, reply) is UnclearReason.FOREIGN_ANSWER


def test_an_approval_of_another_company_is_handed_over_to_be_quarantined() -> None:
    found = EXCHANGE.read(say(tokens(access_token=signed({"cnyId": "Globex"}))))

    assert found.identity.differs_from(company_id="Acme-DEV") == ("company_id",)


def unclear(operation: Grant, reply: HttpAnswer) -> UnclearReason:
    with pytest.raises(Unclear) as caught:
        operation.read(reply)
    return caught.value.reason


def test_no_token_is_in_a_repr() -> None:
    found: list[TokenSet] = [REFRESH.read(say(tokens()))]

    assert "canary" not in repr(found)
