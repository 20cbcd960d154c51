"""An independent client, `sageintacctrestsdk`, works against the simulator: its address is new."""

from typing import Any

import pytest
from intacctsdk import (
    BadRequestError,
    IntacctRESTSDK,
    InternalServerError,
    InvalidTokenError,
)
from intacctsdk import intacctsdk as sdk_module
from intacctsdk.apis import api_base

from tests.simulator.portal import BASE, CLIENT_ID, SECRET, Portal

ACCOUNT = {"username": "ws@Acme", "client_id": CLIENT_ID, "client_secret": SECRET}


@pytest.fixture
def redirected(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """The simulator behind the SDK's built-in address."""
    for module in (sdk_module, api_base):
        monkeypatch.setattr(module, "BASE_URL", portal.simulator.url + BASE)
    portal.change(
        users=[{"id": "ws", "admin": "limited"}],
        roles=[{"name": "Causeway", "permissions": {"GL": "All", "AP": "All", "CO": "All"}}],
    )
    return portal


def client(**changes: Any) -> Any:
    return IntacctRESTSDK(**{**ACCOUNT, **changes})


def rows_of(pages: Any) -> list[Any]:
    return [row for page in pages for row in page]


def test_it_mints(redirected: Portal) -> None:
    sdk = client()

    assert sdk.access_token
    assert sdk.refresh_token
    assert sdk.access_token_expires_in == 43200


def test_it_refreshes(redirected: Portal) -> None:
    first = client()

    second = client(refresh_token=first.refresh_token, use_client_credentials_auth=False)

    assert second.refresh_token != first.refresh_token
    assert second.accounts.count() == 24


def test_it_reads_a_model(redirected: Portal) -> None:
    model = client().accounts.get_model()["ia::result"]

    assert model["apiObject"] == "objects/general-ledger/account"
    assert model["fields"]["normalBalance"]["enum"] == ["debit", "credit"]


def test_it_pages_through_a_query(redirected: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    sdk = client()
    monkeypatch.setattr(sdk.accounts, "_ApiBase__page_size", 10)

    pages = list(sdk.accounts.get_all_generator(fields=["id"], order_by=[{"id": "desc"}]))

    assert [len(page) for page in pages] == [10, 10, 4]
    assert pages[0][0] == {"id": "3300"}


def test_it_filters(redirected: Portal) -> None:
    filters = [{"$eq": {"normalBalance": "debit"}}, {"$startsWith": {"name": "Travel"}}]

    found = client().accounts.get_all_generator(fields=["id", "name"], filters=filters)

    assert rows_of(found) == [{"id": "3100", "name": "Travel"}]


def test_it_stands_in_an_entity_and_lists_them_all(redirected: Portal) -> None:
    anywhere, at_100 = client(), client(entity_id="100")

    entities = rows_of(at_100.location_entities.get_all_generator(fields=["id"]))

    assert [entity["id"] for entity in entities] == ["100", "200", "300"]
    assert (anywhere.bills.count(), at_100.bills.count()) == (6, 3)


def test_it_reads_the_set_up(redirected: Portal) -> None:
    sdk = client()

    assert sdk.multi_entity_preferences.get()["isMultiEntityEnabled"] is True
    assert "DEPARTMENT" in [one["dimensionName"] for one in sdk.dimensions.list()]
    assert sdk.users.count() == 1
    assert sdk.permissions.count() > 10


def test_it_reads_one_record(redirected: Portal) -> None:
    user = client().users.get_by_key("1")["ia::result"]

    assert (user["id"], user["adminPrivileges"]) == ("ws", "limited")
    assert user["webServices"] == {"isEnabled": True, "isRestricted": True}


def test_its_session_opens_the_xml_gateway(redirected: Portal) -> None:
    session = client().sessions.get_session_id()

    answer = redirected.simulator.ask(
        "<readEntityDetails/>", who=f"<sessionid>{session['sessionId']}</sessionid>"
    )

    assert session["expiresIn"] == 21600
    assert answer.findtext(".//result/status") == "success"


def test_an_expired_token_is_an_invalid_token_where_400_is_still_seen(redirected: Portal) -> None:
    redirected.assume(expired_answer="REST-1206")
    sdk = client()
    redirected.simulator.sim("POST", "tokens", {"company": "Acme", "state": "expired"})

    with pytest.raises(InvalidTokenError, match="The token is not valid"):
        sdk.accounts.count()


def test_an_expired_token_is_a_bad_request_as_sage_says_it_should_be(redirected: Portal) -> None:
    sdk = client()
    redirected.simulator.sim("POST", "tokens", {"company": "Acme", "state": "expired"})

    with pytest.raises(BadRequestError, match="GW-0040"):
        sdk.accounts.count()


def test_a_killed_grant_ends_its_tokens(redirected: Portal) -> None:
    sdk = client()
    redirected.simulator.sim("POST", "tokens", {"company": "Acme", "state": "killed"})

    with pytest.raises(BadRequestError, match="REST-2102"):
        sdk.accounts.count()
    with pytest.raises(BadRequestError, match="invalid_grant"):
        client(refresh_token=sdk.refresh_token, use_client_credentials_auth=False)


def test_a_client_the_company_does_not_list_is_refused(redirected: Portal) -> None:
    redirected.change(clients=[])

    with pytest.raises(BadRequestError, match="REST-1216"):
        client()


def test_a_missing_right_is_refused(redirected: Portal) -> None:
    redirected.change(roles=[{"name": "Causeway", "permissions": {"AP": "All"}}])

    with pytest.raises(BadRequestError, match="403"):
        client().accounts.count()


def test_a_field_that_does_not_exist_is_a_bad_request(redirected: Portal) -> None:
    with pytest.raises(BadRequestError, match="The nothing field does not exist"):
        list(client().vendors.get_all_generator(fields=["nothing"]))


def test_a_fault_reaches_the_right_exception(redirected: Portal) -> None:
    sdk = client()
    redirected.simulator.arm("http_503")

    with pytest.raises(InternalServerError):
        sdk.accounts.count()
