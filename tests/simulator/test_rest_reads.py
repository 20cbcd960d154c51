"""Models, objects, set-up and what is nothing at all (intacct-rest.md §8)."""

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.simulator.portal import BASE, Portal, error_of


@pytest.fixture
def token(portal: Portal) -> str:
    return portal.bearer("admin@Acme")


def test_a_list_has_key_id_and_address(portal: Portal, token: str) -> None:
    answer = portal.call("GET", "objects/company-config/entity", token).json()

    assert answer["ia::result"][0] == {
        "key": "1",
        "id": "100",
        "href": "/objects/company-config/entity/1",
    }
    assert answer["ia::meta"]["totalCount"] == 3


def test_a_list_takes_no_start(portal: Portal, token: str) -> None:
    answer = portal.call("GET", "objects/company-config/entity?start=1", token)

    assert error_of(answer) == (400, "REST-1034")


def test_records_are_read_by_key_or_by_keys(portal: Portal, token: str) -> None:
    one = portal.call("GET", "objects/company-config/department/1", token).json()
    two = portal.call("GET", "objects/company-config/department/1,2", token).json()
    none = portal.call("GET", "objects/company-config/department/99", token)

    assert one["ia::result"]["name"] == "Finance"
    assert one["ia::result"]["audit"]["createdDateTime"] == "2026-01-05T10:00:00Z"
    assert [record["id"] for record in two["ia::result"]] == ["100", "200"]
    assert none.status_code == 404


def test_users_and_roles_are_those_of_the_set_up(portal: Portal, token: str) -> None:
    fields = ["id", "adminPrivileges", "webServices.isRestricted", "userType"]
    users = portal.query(token, "company-config/user", fields=fields).json()["ia::result"]
    maps = portal.query(token, "company-config/role-user-map", fields=["role.id", "user.id"])

    assert users[2] == {
        "adminPrivileges": "full",
        "id": "admin",
        "userType": "business",
        "webServices.isRestricted": False,
    }
    assert maps.json()["ia::result"][0] == {"role.id": "Causeway", "user.id": "ws"}


def test_models_are_listed_and_made_for_every_object(portal: Portal, token: str) -> None:
    listed = portal.call("GET", "services/core/model", token).json()["ia::result"]

    for one in listed:
        name = one["apiObject"]
        model = portal.call("GET", f"services/core/model?name={name}", token).json()["ia::result"]
        assert model["apiObject"] == name
        assert {"id", "key"} <= model["fields"].keys()
    assert len(listed) > 20


def test_every_object_can_be_queried(portal: Portal, token: str) -> None:
    portal.change(applications=["CO", "CM", "GL", "AP", "AR", "INV", "PA"])
    listed = portal.call("GET", "services/core/model", token).json()["ia::result"]

    names = [one["apiObject"].removeprefix("objects/") for one in listed]

    assert [name for name in names if portal.query(token, name).status_code != 200] == []


def test_the_dimensions_count_in_text(portal: Portal, token: str) -> None:
    answer = portal.call("GET", "services/company-config/dimensions/list", token).json()

    assert answer["ia::meta"] == {"totalCount": "8", "totalSuccess": "8", "totalError": "0"}
    assert answer["ia::result"][1]["dimensionEndpoint"] == "/objects/company-config/department"


def test_preferences_are_for_administrators(portal: Portal, token: str) -> None:
    path = "objects/company-config/company-preference/1"

    told = portal.call("GET", path, token).json()["ia::result"]
    refused = portal.call("GET", path, portal.bearer("ws@Acme"))

    assert told["id"] == "Acme"
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/ia/api/v2/services/core/model", 400, "Version 2 is not valid"),
        ("GET", "/ia/api/v9/services/core/model", 400, "Version is not supported."),
        ("GET", f"{BASE}/nothing", 400, "Malformed URL"),
        ("POST", f"{BASE}/oauth2/tokens", 400, "GW-0033"),
        ("GET", f"{BASE}/oauth2/token", 400, "GW-0033"),
        ("GET", f"{BASE}/services/core/query", 405, "GET is not supported"),
        ("POST", f"{BASE}/objects/company-config/class", 400, "does not imitate"),
        ("DELETE", f"{BASE}/objects/company-config/class/1", 400, "does not imitate"),
    ],
)
def test_what_is_not_there_is_refused(
    portal: Portal, method: str, path: str, *, status: int, words: str
) -> None:
    answer = portal.http.request(method, portal.simulator.url + path, timeout=10)

    assert (answer.status_code, words in answer.text) == (status, True)
    assert portal.calls()[-1]["outcome"] != "success"


def test_discovery_leads_to_the_other_addresses(portal: Portal) -> None:
    told = portal.get("/.well-known/openid-configuration").json()

    assert told["issuer"] == portal.simulator.url
    assert told["token_endpoint"] == f"{told['issuer']}{BASE}/oauth2/token"
    assert "refresh_token" not in told["grant_types_supported"]
    assert portal.get("/.well-known/oauth-authorization-server").status_code == 404
    assert portal.get("/ia/authorize").status_code == 400


def test_tokens_verify_against_the_key_set(portal: Portal) -> None:
    keys = KeySet.import_key_set(portal.get("/.well-known/jwks.json").json())

    decoded = jwt.decode(portal.bearer(), keys)

    assert decoded.claims["cnyId"] == "Acme"
