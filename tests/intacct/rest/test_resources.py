"""Each resource asks at its place and reads its documented shape; envelopes are tested apart."""

import json
from typing import Any

import pytest

from apps.intacct import QueryProbe, Unclear, UnclearReason
from apps.intacct.rest import (
    Ask,
    BridgeSession,
    Dimension,
    ModelListing,
    Reference,
    Resource,
    RestEntity,
    UserRecord,
)
from apps.intacct.rest import resources as at
from tests.intacct.gateway import NOON
from tests.intacct.rest.oauth import page, say, told

API = "https://api.intacct.com/ia/api/v1"


def ask(resource: Resource[Any], **changed: str) -> Ask[Any]:
    return Ask(resource=resource, **{"access_token": "canary-access", **changed})


@pytest.mark.parametrize(
    ("resource", "method", "target"),
    [
        (at.models(), "GET", "services/core/model"),
        (at.model("a/b"), "GET", "services/core/model?name=a%2Fb&schema=true"),
        (at.probe_query("a/b"), "POST", "services/core/query"),
        (at.entities(), "POST", "services/core/query"),
        (at.user("jane"), "POST", "services/core/query"),
        (at.object_list("a/b"), "GET", "objects/a/b"),
        (at.object_list("a/b", start=101), "GET", "objects/a/b?start=101"),
        (at.object_at("a/b", "7"), "GET", "objects/a/b/7"),
        (at.dimensions(), "GET", "services/company-config/dimensions/list"),
        (at.session_id(), "GET", "services/core/session/id"),
    ],
)
def test_each_resource_has_its_place(resource: Resource[Any], method: str, target: str) -> None:
    request = ask(resource).request()

    assert (request.method, request.target) == (method, f"{API}/{target}")
    assert (request.body == b"") is (method == "GET")


def test_the_token_and_the_entity_travel_in_headers() -> None:
    headers = ask(at.dimensions(), entity_id="Central Region").request().headers

    assert headers["Authorization"] == "Bearer canary-access"
    assert headers["X-IA-API-Param-Entity"] == "Central Region"
    assert "X-IA-API-Param-Entity" not in ask(at.dimensions()).request().headers


@pytest.mark.parametrize("value", ["canary\r\nX-Evil: 1", "é", " canary", "canary\x00"])
@pytest.mark.parametrize("name", ["entity_id", "access_token"])
def test_what_a_header_cannot_carry_is_never_sent(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="a header cannot carry") as caught:
        ask(at.dimensions(), **{name: value}).request()

    assert value not in str(caught.value)


@pytest.mark.parametrize("key", ["", "..", "../x", "a/b", "a?b", "a%2Fb", "a b", "a" * 200])
def test_what_is_no_key_never_becomes_a_path(key: str) -> None:
    with pytest.raises(ValueError, match="a key is made of"):
        at.object_at("a/b", key)


@pytest.mark.parametrize("name", ["", "a", "a/..", "../a", "a/b/c", "a/b?x=1"])
def test_what_is_no_object_never_becomes_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="is not an object"):
        at.object_list(name)


def test_a_user_is_asked_for_by_name() -> None:
    payload = json.loads(ask(at.user("jane")).request().body)

    assert (payload["object"], payload["size"]) == ("company-config/user", 1)
    assert payload["filters"] == [{"$eq": {"id": "jane"}}]


DIMENSION = {
    "dimensionName": "LOCATION",
    "dimensionLabel": "Location",
    "termName": "Site",
    "isUserDefinedDimension": False,
    "isEnabledInGL": True,
    "dimensionEndpoint": "objects/company-config/location",
}
USER = {
    "key": "12",
    "id": "jane",
    "status": "active",
    "userType": "business",
    "adminPrivileges": "off",
    "webServices.isRestricted": True,
}
SHAPES: list[tuple[Resource[Any], dict[str, Any], object]] = [
    (
        at.models(),
        told([{"apiObject": "objects/a/b", "type": "rootObject", "httpMethods": "GET, POST"}]),
        (ModelListing("a/b", "rootObject", ("GET", "POST")),),
    ),
    (at.probe_query("a/b"), page({"key": "1", "id": "V1"}, total=40), QueryProbe("a/b", 40)),
    (at.probe_query("a/b"), page(), QueryProbe("a/b", 0)),
    (
        at.dimensions(),
        told([DIMENSION], totalCount="1"),
        (
            Dimension(
                name="LOCATION",
                label="Location",
                term="Site",
                user_defined=False,
                enabled_in_gl=True,
                endpoint="objects/company-config/location",
            ),
        ),
    ),
    (
        at.user("jane"),
        page(USER),
        UserRecord("12", "jane", "active", "business", "off", web_services_only=True),
    ),
    (at.user("jane"), page(), None),
    (at.object_at("a/b", "7"), told({"key": "7", "id": "V7"}), {"key": "7", "id": "V7"}),
]


@pytest.mark.parametrize(("resource", "body", "value"), SHAPES)
def test_each_resource_reads_its_shape(
    resource: Resource[Any], body: dict[str, Any], value: object
) -> None:
    assert ask(resource).read(say(body)) == value


def test_entities_are_read_page_by_page() -> None:
    row = {"key": 7, "id": "100", "name": "Acme US", "status": "active"}

    found = ask(at.entities()).read(say(page(row, total=2, following=2)))

    assert found.items == (RestEntity("7", "100", "Acme US", "active"),)
    assert (found.total, found.next_start) == (2, 2)


def test_a_list_of_objects_names_where_they_are() -> None:
    found = ask(at.object_list("a/b")).read(say(page({"key": "7", "id": "V7", "href": "/x"})))

    assert found.items == (Reference("7", "V7"),)


def test_a_bridge_session_ends_by_our_own_clock() -> None:
    found = ask(at.session_id()).read(say(told({"sessionId": "canary-id", "expiresIn": 21600})))

    assert isinstance(found, BridgeSession)
    assert found.session_id == "canary-id"
    assert (found.expires_at - NOON).total_seconds() == 21600
    assert "canary" not in repr(found)


@pytest.mark.parametrize(
    ("resource", "body"),
    [
        (at.session_id(), told({"sessionId": "<b>", "expiresIn": 1})),
        (at.session_id(), told({"sessionId": "x" * 10_000, "expiresIn": 1})),
        (at.session_id(), told({"sessionId": "x", "expiresIn": "soon"})),
        (at.models(), told({})),
        (at.model("a/b"), told([7])),
        (at.model("a/b"), told({"fields": 7})),
        (at.probe_query("a/b"), told([], start=1, pageSize=1)),
        (at.probe_query("a/b"), told([], totalCount=-1, start=1, pageSize=1)),
        (at.probe_query("a/b"), page(start=101, following=101)),
        (at.probe_query("a/b"), page(following="soon")),
        (at.probe_query("a/b"), page(following=True)),
        (at.object_at("a/b", "1"), told("text")),
    ],
)
def test_what_lacks_a_part_is_incomplete(resource: Resource[Any], body: dict[str, Any]) -> None:
    with pytest.raises(Unclear) as caught:
        ask(resource).read(say(body))

    assert caught.value.reason is UnclearReason.INCOMPLETE
