"""Each method asks at the right place, once; shapes and judgments are tested elsewhere."""

import json
from collections.abc import Callable

import pytest

from apps.intacct import AllowedHosts, HttpAnswer, HttpRequest
from apps.intacct.rest import Allowance, Query, RestClient, Window
from tests.intacct.gateway import Scripted
from tests.intacct.rest.oauth import CLIENT, USERNAME, page, say, tokens, told

TOKEN = "canary-access"
QUERY = Query(object_name="a/b", fields=("id",), size=100)

Act = Callable[[RestClient], object]
CALLS: list[tuple[str, Act, object]] = [
    (
        "oauth2/token",
        lambda rest: rest.exchange_code(
            client=CLIENT, code="c", verifier="v", redirect_uri="https://a"
        ),
        tokens(),
    ),
    ("oauth2/token", lambda rest: rest.refresh(client=CLIENT, refresh_token="r"), tokens()),
    ("oauth2/token", lambda rest: rest.mint(client=CLIENT, username=USERNAME), tokens()),
    ("oauth2/token", lambda rest: rest.knock(client=CLIENT), tokens()),
    ("oauth2/revoke", lambda rest: rest.revoke(client=CLIENT, token=TOKEN), {"revoked": True}),
    (
        "oauth2/introspect",
        lambda rest: rest.introspect(token=TOKEN),
        {"active": True},
    ),
    ("services/core/model", lambda rest: rest.models(access_token=TOKEN), told([])),
    (
        "services/core/model?name=a%2Fb&schema=true",
        lambda rest: rest.model(access_token=TOKEN, name="a/b"),
        told({"fields": {}}),
    ),
    ("services/core/query", lambda rest: rest.query(access_token=TOKEN, query=QUERY), page()),
    (
        "services/core/query",
        lambda rest: rest.probe_query(access_token=TOKEN, object_name="a/b"),
        page(),
    ),
    ("services/core/query", lambda rest: rest.entities(access_token=TOKEN), page()),
    ("services/core/query", lambda rest: rest.user(access_token=TOKEN, user_id="u"), page()),
    ("objects/a/b", lambda rest: rest.objects(access_token=TOKEN, object_name="a/b"), page()),
    (
        "objects/a/b/7",
        lambda rest: rest.read_object(access_token=TOKEN, object_name="a/b", key="7"),
        told({}),
    ),
    (
        "services/company-config/dimensions/list",
        lambda rest: rest.dimensions(access_token=TOKEN),
        told([]),
    ),
    (
        "services/core/session/id",
        lambda rest: rest.open_session(access_token=TOKEN),
        told({"sessionId": "s", "expiresIn": 1}),
    ),
]


@pytest.mark.parametrize(("place", "act", "reply"), CALLS)
def test_each_method_makes_one_call_at_its_place(place: str, act: Act, reply: object) -> None:
    transport = Scripted(lambda _request: say(reply))

    act(RestClient(transport=transport, base_url="https://eu.intacct.com/ia/api/v1"))

    assert [request.target for request in transport.sent] == [
        f"https://eu.intacct.com/ia/api/v1/{place}"
    ]


def test_signing_keys_come_from_the_same_host() -> None:
    transport = Scripted(lambda _request: say({"keys": []}))

    RestClient(transport=transport, base_url="https://eu.intacct.com/ia/api/v1").signing_keys()

    assert transport.sent[0].target == "https://eu.intacct.com/.well-known/jwks.json"


def paged(request: HttpRequest) -> HttpAnswer:
    start = json.loads(request.body)["start"]
    row = {"key": str(start), "id": f"E{start}"}
    return say(page(row, total=201, start=start, following=start + 100 if start < 201 else None))


def test_pages_are_followed_to_the_end() -> None:
    rest = RestClient(transport=Scripted(paged))

    pages = list(rest.pages(access_token=TOKEN, query=QUERY))

    assert [page.start for page in pages] == [1, 101, 201]


def test_a_page_is_asked_for_when_it_is_wanted() -> None:
    transport = Scripted(paged)

    next(RestClient(transport=transport).pages(access_token=TOKEN, query=QUERY))

    assert len(transport.sent) == 1


def test_entities_are_all_found_and_never_from_within_one() -> None:
    transport = Scripted(paged)

    found = RestClient(transport=transport).entities(access_token=TOKEN)

    assert [entity.entity_id for entity in found] == ["E1", "E101", "E201"]
    assert all("X-IA-API-Param-Entity" not in request.headers for request in transport.sent)


def test_the_rate_limits_of_an_answer_are_noticed() -> None:
    noticed: list[tuple[Allowance, ...]] = []
    headers = {"X_IA_Minute_Rate_Limit": "100", "X_IA_Minute_Rate_Limit_Remaining": "7"}
    transport = Scripted(lambda _request: say(told([]), 200, **headers))

    RestClient(transport=transport, notice=noticed.append).dimensions(access_token=TOKEN)

    assert noticed == [(Allowance(Window.MINUTE, 100, 7),)]


def test_an_answer_without_limits_is_not_worth_a_notice() -> None:
    noticed: list[tuple[Allowance, ...]] = []
    transport = Scripted(lambda _request: say(told([]), 200, X_IA_Throttle_Limit="lots"))

    RestClient(transport=transport, notice=noticed.append).dimensions(access_token=TOKEN)

    assert noticed == []


def test_an_address_that_may_not_be_opened_is_a_configuration_mistake() -> None:
    transport = Scripted(lambda _request: say({}), hosts=AllowedHosts.of(["*.example.com"]))

    with pytest.raises(ValueError, match="do not allow"):
        RestClient(transport=transport)
