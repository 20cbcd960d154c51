"""What Intacct really answered: the cassettes of 2026-03 and the fixtures, through our readers."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from apps.intacct import HttpAnswer, HttpRequest, Refused
from apps.intacct.rest import (
    Ask,
    Filter,
    Operator,
    Query,
    RestClient,
    TokenSet,
    parse_username,
    refusal_of,
    refused_field,
)
from apps.intacct.rest.resources import model, query, session_id
from apps.intacct.rest.upkeep import Revoke
from tests.intacct.gateway import Scripted
from tests.intacct.rest.oauth import CASSETTES, CLIENT, FIXTURES, MINT, say

RECORDED = sorted(CASSETTES.glob("*.json"))
pytestmark = pytest.mark.skipif(not RECORDED, reason="../shared/intacct is not here")


class Tape:
    """A transport that plays a cassette, and insists on being asked what was recorded."""

    def __init__(self, cassette: Path) -> None:
        self.left: list[dict[str, Any]] = json.loads(cassette.read_text())["interactions"]

    def __call__(self, request: HttpRequest) -> HttpAnswer:
        recorded, reply = self.left[0]["request"], self.left[0]["response"]
        assert (request.method, request.target) == (recorded["method"], recorded["uri"])
        assert _said(request.body) == _said((recorded["body"] or "").encode())
        del self.left[0]
        headers = {name: values[0] for name, values in reply["headers"].items()}
        return HttpAnswer(reply["status"]["code"], headers, reply["body"]["string"].encode())


def _said(body: bytes) -> Any:
    if body.startswith(b"{"):
        return json.loads(body)
    secret = {"client_id", "client_secret"}
    return [pair for pair in parse_qsl(body.decode()) if pair[0] not in secret]


@pytest.mark.parametrize("cassette", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_conversation_is_held_again_to_its_end(cassette: Path) -> None:
    tape = Tape(cassette)
    asked = [json.loads(one["request"]["body"]) for one in tape.left[2:]]
    rest = RestClient(transport=Scripted(tape))

    tokens = rest.mint(client=CLIENT, username=parse_username("keboola-ex@keboolaMPP-DEV"))
    known = rest.model(access_token=tokens.access_token, name=asked[0]["object"])
    rows = _extracted(rest, tokens, asked[0])

    assert tape.left == []
    assert known.name == asked[0]["object"]
    assert {name for row in rows for name in row} - _quirks(rows) <= set(known.queryable_fields)


def _extracted(rest: RestClient, tokens: TokenSet, asked: dict[str, Any]) -> list[Any]:
    """All rows, as Keboola's extractor got them: a field that is refused is left out."""
    fields = list(asked["fields"])
    while True:
        try:
            pages = rest.pages(access_token=tokens.access_token, query=_query(asked, fields))
            return [row for page in pages for row in page.items]
        except Refused as error:
            fields.remove(refused_field(error))


def _query(asked: dict[str, Any], fields: list[str]) -> Query:
    return Query(
        object_name=asked["object"],
        fields=tuple(fields),
        filters=tuple(
            Filter(Operator(operator), name, value)
            for one in asked.get("filters", [])
            for operator, condition in one.items()
            for name, value in condition.items()
        ),
        parameters=tuple(asked["filterParameters"].items()),
    )


def _quirks(rows: list[Any]) -> set[str]:
    return {name for row in rows for name in row if name.startswith("API_QUERY_ALIAS")}


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text())


ASK = Ask(
    resource=query(Query(object_name="accounts-receivable/invoice", fields=("id",))),
    access_token="canary-access",
)


@pytest.mark.parametrize(
    ("name", "error_ids", "refusal"),
    [
        ("error-400-REST-1028.json", ["REST-1028"], "request"),
        ("error-400-REST-1064-details.json", ["REST-1064", "REST-1043"], "request"),
        ("error-400-REST-1106.json", ["REST-1106"], "field"),
        ("error-REST-2102-bare.json", ["REST-2102"], "access_token"),
        ("error-REST-7001.json", ["REST-7001", "GL-0951", "GL-1009"], "request"),
    ],
)
def test_each_recorded_error_is_read(name: str, error_ids: list[str], refusal: str) -> None:
    told = fixture(name)

    with pytest.raises(Refused) as caught:
        ASK.read(say(told.get("body", told), 400))

    assert [error.error_id for error in caught.value.errors] == error_ids
    assert refusal_of(caught.value) == refusal
    assert "%7E" not in caught.value.errors[0].support_id


def test_the_recorded_token_reply_is_read() -> None:
    body = fixture("token-client-credentials-200.json")["response"]["body"]

    tokens = MINT.read(say(body))

    assert (tokens.expires_at - tokens.obtained_at).total_seconds() == 43200


def test_the_recorded_first_page_is_read() -> None:
    page = ASK.read(say(fixture("query-200-page1-excerpt.json")["body"]))

    assert (page.total, page.start, page.next_start, len(page.items)) == (508, 1, 101, 2)
    assert page.items[0]["totalBaseAmount"] == "68400.00"


def test_the_recorded_last_page_has_none_after_it() -> None:
    page = ASK.read(say({"ia::result": [], **fixture("query-200-lastpage-meta.json")}))

    assert (page.start, page.next_start) == (501, None)


def test_the_recorded_model_is_read() -> None:
    resource = model("accounts-receivable/invoice")
    body = fixture("model-200-invoice.json")["body"]

    found = Ask(resource=resource, access_token="a").read(say(body))

    state = next(field for field in found.fields if field.name == "action")
    assert (state.write_only, state.valid_values) == (True, ("submit", "draft"))
    assert "action" not in found.queryable_fields
    assert found.methods == ("OPTIONS", "GET", "POST", "DELETE", "PATCH")


def test_the_documented_samples_are_read() -> None:
    samples = fixture("oauth-documented-samples.json")

    Revoke(client=CLIENT, token="t").read(say(samples["revoke_success"]))
    session = Ask(resource=session_id(), access_token="a").read(say(samples["session_id_reply"]))

    assert session.session_id.startswith("Qw8R")


def test_every_documented_operator_can_be_asked_with() -> None:
    documented = fixture("openapi-fragments.json")["query_operators"]

    assert set(documented) == {operator.value for operator in Operator}
