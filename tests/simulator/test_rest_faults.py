"""The faults of the contract on the paths of OAuth and REST."""

from time import monotonic

import pytest
import requests

from tests.simulator.portal import BASE, Portal, error_of

TOKEN = f"{BASE}/oauth2/token"
QUERY = f"{BASE}/services/core/query"
ACCOUNT = "general-ledger/account"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("html", 200), ("cloudflare_524", 524), ("http_500_empty", 500), ("http_503", 503)],
)
@pytest.mark.parametrize("path", [TOKEN, QUERY])
def test_pages_in_place_of_an_answer(portal: Portal, path: str, kind: str, status: int) -> None:
    token = portal.bearer()
    portal.simulator.arm(kind, path=path)

    answer = portal.mint() if path == TOKEN else portal.query(token, ACCOUNT)

    assert answer.status_code == status
    assert not answer.headers["Content-Type"].startswith("application/json")
    assert portal.calls()[-1]["outcome"] == f"fault:{kind}"


def test_a_full_house_says_when_to_come_again(portal: Portal) -> None:
    token = portal.bearer()
    portal.simulator.arm("rate_limited", seconds=7)
    limited = portal.query(token, ACCOUNT)
    portal.simulator.arm("rate_limited_200")
    politely = portal.query(token, ACCOUNT)

    assert error_of(limited) == (429, "GW-0010")
    assert limited.headers["Retry-After"] == "7"
    assert limited.headers["X-IA-Throttle-Limit-RetryAfter"] == "7"
    assert error_of(politely) == (200, "GW-0010")


def test_a_redirect_points_at_another_host_and_a_follower_is_seen(portal: Portal) -> None:
    portal.simulator.arm("redirect_307", path=TOKEN)

    answer = portal.mint()
    requests.post(answer.headers["Location"], data={"leak": "x"}, timeout=10)

    assert answer.status_code == 307
    assert answer.headers["Location"].startswith("http://localhost:")
    assert [call["path"] for call in portal.calls()] == [TOKEN, f"{BASE}/elsewhere"]


def test_an_answer_is_cut_or_late_or_slow(portal: Portal) -> None:
    token = portal.bearer()
    portal.simulator.arm("truncated")
    cut = portal.query(token, ACCOUNT)
    begun = monotonic()
    for kind in ("latency", "drip"):
        portal.simulator.arm(kind, seconds=0.2)
        assert portal.query(token, ACCOUNT).json()["ia::result"]

    with pytest.raises(requests.JSONDecodeError):
        cut.json()
    assert monotonic() - begun > 0.35


@pytest.mark.parametrize("kind", ["hang", "reset"])
def test_a_connection_can_break(portal: Portal, kind: str) -> None:
    portal.simulator.arm(kind, path=TOKEN, seconds=0.1)

    with pytest.raises(requests.ConnectionError):
        portal.mint()


def test_a_page_from_the_token_endpoint_uses_nothing_up(portal: Portal) -> None:
    refresh = portal.connect()["refresh_token"]
    portal.simulator.arm("token_html")

    page = portal.refresh(refresh)

    assert page.headers["Content-Type"].startswith("text/html")
    assert portal.refresh(refresh).status_code == 200


def test_without_a_new_refresh_token_the_old_one_goes_on(portal: Portal) -> None:
    refresh = portal.connect()["refresh_token"]
    portal.simulator.arm("token_no_refresh")

    answer = portal.refresh(refresh)

    assert "refresh_token" not in answer.json()
    assert portal.query(answer.json()["access_token"], ACCOUNT).status_code == 200
    assert portal.refresh(refresh).status_code == 200


def test_a_fault_waits_for_its_company_its_path_and_its_function(portal: Portal) -> None:
    token = portal.bearer()
    portal.simulator.arm("http_503", company="Other")
    portal.simulator.arm("http_503", path=f"{BASE}/objects/")
    portal.simulator.arm("http_503", function="accounts-payable/bill")
    portal.simulator.arm("token_html")
    portal.simulator.arm("offline_200")

    assert portal.query(token, ACCOUNT).status_code == 200
    assert portal.query(token, "accounts-payable/bill").status_code == 503
    assert portal.call("GET", f"objects/{ACCOUNT}", token).status_code == 503
    assert portal.call("GET", f"objects/{ACCOUNT}", token).status_code == 200
