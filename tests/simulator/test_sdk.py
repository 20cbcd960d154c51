"""An independent client, `sageintacctsdk`, works against the simulator; only its address is new."""

from types import SimpleNamespace
from typing import Any

import pytest
import requests
from sageintacctsdk import SageIntacctSDK
from sageintacctsdk.apis import api_base
from sageintacctsdk.exceptions import (
    InternalServerError,
    InvalidTokenError,
    NoPrivilegeError,
    SageIntacctSDKError,
    WrongParamsError,
)

from tests.simulator.conftest import GATEWAY, Simulator

ACCOUNT = {
    "sender_id": "causeway",
    "sender_password": "sender-password",
    "user_id": "ws",
    "company_id": "Acme",
    "user_password": "user-password",
}


@pytest.fixture
def redirected(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    """The simulator, and an SDK that posts to it: every object of it has the address built in."""

    def post(_url: str, **options: Any) -> requests.Response:
        return requests.post(simulator.url + GATEWAY, timeout=10, **options)

    monkeypatch.setattr(api_base, "requests", SimpleNamespace(post=post))
    return simulator


def client(**changes: str) -> Any:
    return SageIntacctSDK(**{**ACCOUNT, **changes})


def test_it_signs_in_and_queries(redirected: Simulator) -> None:
    accounts = client().accounts.get_by_query(
        fields=["ACCOUNTNO", "TITLE"], and_filter=[("equalto", "ACCOUNTNO", "1000")]
    )

    assert accounts == [{"ACCOUNTNO": "1000", "TITLE": "Operating account"}]


def test_it_counts_and_reads_by_query(redirected: Simulator) -> None:
    sdk = client(entity_id="100")

    assert sdk.accounts.count() == 24
    assert len(sdk.accounts.read_by_query(["ACCOUNTNO"])["data"]["glaccount"]) == 24


def test_it_pages_by_read_by_query(redirected: Simulator) -> None:
    sdk = client()
    call = {"object": "GLACCOUNT", "fields": "ACCOUNTNO", "query": None, "pagesize": "20"}

    first = sdk.accounts.format_and_send_request({"readByQuery": call})["data"]
    rest = sdk.accounts.format_and_send_request({"readMore": {"resultId": first["@resultId"]}})

    assert (first["@numremaining"], rest["data"]["@numremaining"]) == ("4", "0")
    assert len(first["glaccount"] + rest["data"]["glaccount"]) == 24


def test_it_reads_entities_and_definitions(redirected: Simulator) -> None:
    sdk = client()

    entities = sdk.location_entities.get_all(fields=["LOCATIONID", "NAME"])

    assert [entity["LOCATIONID"] for entity in entities] == ["100", "200", "300"]
    assert sdk.vendors.get_lookup()["Type"]["@Name"] == "VENDOR"


def test_a_create_without_the_right_is_a_missing_privilege(redirected: Simulator) -> None:
    sdk = client()

    with pytest.raises(NoPrivilegeError):
        sdk.vendors.post({"VENDORID": "V9", "NAME": "Nine"})


def test_a_wrong_password_is_an_invalid_token(redirected: Simulator) -> None:
    with pytest.raises(InvalidTokenError, match="Sign-in information is incorrect"):
        client(user_password="wrong")


def test_an_unauthorized_sender_is_an_invalid_token(redirected: Simulator) -> None:
    redirected.sim("PATCH", "companies/Acme", {"senders": []})

    with pytest.raises(InvalidTokenError, match="is not authorized to make Web Services requests"):
        client()


def test_a_wrong_sender_password_is_a_wrong_parameter(redirected: Simulator) -> None:
    with pytest.raises(WrongParamsError, match="Incorrect Intacct XML Partner ID"):
        client(sender_password="wrong")


def test_an_unknown_company_is_a_wrong_parameter(redirected: Simulator) -> None:
    with pytest.raises(WrongParamsError, match="GW-0011"):
        client(company_id="Nowhere")


def test_an_expired_session_is_an_invalid_token(redirected: Simulator) -> None:
    sdk = client()
    redirected.sim("POST", "reset", {"only": ["sessions"]})

    with pytest.raises(InvalidTokenError, match="Invalid session"):
        sdk.accounts.count()


@pytest.mark.parametrize(
    ("kind", "raised"),
    [
        ("rate_limited_200", InternalServerError),
        ("offline_200", InternalServerError),
        ("no_errormessage", WrongParamsError),
        ("rate_limited", SageIntacctSDKError),
    ],
)
def test_faults_reach_the_right_exception(
    redirected: Simulator, kind: str, raised: type[Exception]
) -> None:
    sdk = client()
    redirected.sim("POST", "faults", {"kind": kind})

    with pytest.raises(raised):
        sdk.accounts.count()


def test_a_user_without_roles_reads_nothing(redirected: Simulator) -> None:
    sdk = client(user_id="bare", user_password="bare-password")

    with pytest.raises(NoPrivilegeError):
        sdk.accounts.get_all(fields=["ACCOUNTNO"])
