"""Who is let in by REST: tokens, rights, entities (intacct-rest.md §§5, 6, 8)."""

from typing import Any

import pytest

from tests.simulator.portal import BASE, CLIENT_ID, Portal, error_of

ACCOUNT = "general-ledger/account"
BILL = "accounts-payable/bill"
MODEL = f"services/core/model?name={ACCOUNT}"


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ({}, "GW-0034"),
        ({"Authorization": "Basic abc"}, "GW-0034"),
        ({"Authorization": "Bearer not-a-token"}, "GW-0031"),
    ],
)
def test_the_gateway_wants_a_bearer_token(
    portal: Portal, headers: dict[str, str], number: str
) -> None:
    assert error_of(portal.get(f"{BASE}/{MODEL}", headers=headers)) == (401, number)


def test_a_token_of_nobody_is_not_valid(portal: Portal) -> None:
    token = portal.bearer()
    portal.simulator.sim("POST", "reset", {"only": ["sessions"]})

    answer = portal.call("GET", MODEL, token)

    assert error_of(answer) == (401, "REST-2102")
    assert set(answer.json()) == {"error"}


def test_a_token_expires(portal: Portal) -> None:
    portal.assume(access_token_seconds=0)
    token = portal.bearer()

    expired = portal.call("GET", MODEL, token)
    portal.assume(expired_answer="REST-1206")

    assert error_of(expired) == (401, "GW-0040")
    assert error_of(portal.call("GET", MODEL, token)) == (400, "REST-1206")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"senders": []}, (400, "GW-0011")),
        ({"senders": [{"id": "causeway", "status": "inactive"}]}, (400, "GW-0011")),
        ({"webServices": False}, (400, "GW-0011")),
        ({"status": "suspended"}, (400, "GW-0011")),
        ({"users": [{"id": "ws", "status": "inactive"}]}, (401, "REST-2102")),
        ({"users": []}, (401, "REST-2102")),
    ],
)
def test_what_changes_in_the_company_meets_tokens_in_use(
    portal: Portal, members: dict[str, Any], expected: tuple[int, str]
) -> None:
    token = portal.bearer()
    portal.change(**members)

    assert error_of(portal.query(token, ACCOUNT)) == expected


def test_a_token_may_be_assumed_to_outlive_the_authorization(portal: Portal) -> None:
    portal.assume(token_recheck=False)
    token = portal.bearer()
    portal.change(senders=[])

    assert portal.query(token, ACCOUNT).status_code == 200


def test_an_inactive_sender_fails_every_call(portal: Portal) -> None:
    token = portal.bearer()
    sender = {"password": "sender-password", "status": "inactive"}
    portal.simulator.sim("PUT", "senders/causeway", sender)

    assert error_of(portal.query(token, ACCOUNT)) == (400, "GW-0011")


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [("403", 403, "ia::error"), ("400", 400, "ia::error"), ("empty", 200, '"ia::result":[]')],
)
def test_a_missing_right_is_refused_in_the_assumed_way(
    portal: Portal, answer: str, status: int, body: str
) -> None:
    portal.assume(missing_right_answer=answer)
    token = portal.bearer("bare@Acme")

    said = portal.query(token, ACCOUNT)

    assert (said.status_code, body in said.text) == (status, True)


def test_a_token_proves_no_right(portal: Portal) -> None:
    token = portal.bearer("bare@Acme")

    assert portal.call("GET", MODEL, token).status_code == 200
    assert portal.call("GET", f"objects/{ACCOUNT}", token).status_code == 403
    assert portal.call("GET", f"objects/{ACCOUNT}/1", token).status_code == 403


def test_a_module_that_is_not_subscribed_is_refused_to_all(portal: Portal) -> None:
    portal.change(applications=["CO"])

    answer = portal.query(portal.bearer("admin@Acme"), ACCOUNT)

    assert answer.status_code == 403
    assert "not subscribed" in answer.text


def test_the_entity_header_narrows_transactions_and_a_misspelt_one_does_not(
    portal: Portal,
) -> None:
    token = portal.bearer()
    url = f"{portal.simulator.url}{BASE}/services/core/query"
    payload = {"object": BILL, "fields": ["id"]}
    misspelt = {"Authorization": f"Bearer {token}", "Sage-Param-Entity": "100"}

    here = portal.query(token, BILL, entity="100").json()["ia::meta"]
    ignored = portal.http.post(url, json=payload, headers=misspelt, timeout=10).json()["ia::meta"]
    shared = portal.query(token, ACCOUNT, entity="100").json()["ia::meta"]

    assert [one["totalCount"] for one in (here, ignored, shared)] == [3, 6, 24]


@pytest.mark.parametrize(("who", "entity"), [("ws", "999"), ("ws", "300"), ("north", "200")])
def test_an_unknown_closed_or_forbidden_entity_is_refused(
    portal: Portal, who: str, entity: str
) -> None:
    token = portal.bearer(f"{who}@Acme")

    refused = portal.query(token, ACCOUNT, entity=entity)
    portal.assume(wrong_entity_answer="403")

    assert refused.status_code == 400
    assert portal.query(token, ACCOUNT, entity=entity).status_code == 403


def test_a_user_of_one_entity_stands_there(portal: Portal) -> None:
    token = portal.bearer("north@Acme")

    assert portal.query(token, BILL).json()["ia::meta"]["totalCount"] == 3


def test_every_answer_has_throttle_headers_and_the_ledger_names_the_object(
    portal: Portal,
) -> None:
    answer = portal.query(portal.bearer(), ACCOUNT)

    call = portal.calls()[-1]
    assert answer.headers["X-IA-Throttle-Limit-Remaining"] == "9"
    assert answer.headers["X-IA-Minute-Rate-Limit"]
    assert call["functions"] == ["query", ACCOUNT]
    assert (call["sender"], call["company"], call["user"]) == ("causeway", "Acme", "ws")
    assert CLIENT_ID not in str(call)
