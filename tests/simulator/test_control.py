from copy import deepcopy
from typing import Any

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator


def test_health_says_ready(simulator: Simulator) -> None:
    answer = simulator.sim("GET", "health")

    assert answer.json()["status"] == "ready"


def test_home_page_says_what_it_is(simulator: Simulator) -> None:
    page = simulator.http.get(simulator.url, timeout=10)

    assert "Simulated Sage Intacct" in page.text


@pytest.mark.parametrize(
    ("method", "path", "body", "member"),
    [
        ("PUT", "senders/x", {}, "password"),
        ("PUT", "senders/x", {"password": "p", "status": "off"}, "status"),
        ("PUT", "senders/x", [], "(body)"),
        ("PUT", "clients/x", {"secret": "s", "redirectUris": "http"}, "redirectUris"),
        ("PUT", "clients/x", {"secret": "s", "scope": "all"}, "scope"),
        ("PUT", "companies/x", {"webServices": "yes"}, "webServices"),
        ("PUT", "companies/x", {"colour": "red"}, "colour"),
        ("PUT", "companies/x", {"users": [{"id": "u"}]}, "users.0.password"),
        ("PUT", "companies/x", {"users": [{"id": "u", "password": "p", "roles": ["R"]}]},
         "users.0.roles"),
        ("PUT", "companies/x", {"entities": [{"id": "1"}, {"id": "1"}]}, "entities"),
        ("PUT", "companies/x", {"roles": [{"name": "R", "permissions": {"gl": "All"}}]},
         "roles.0.permissions.gl"),
        ("PUT", "companies/x", {"applications": ["general ledger"]}, "applications.0"),
        ("PATCH", "companies/Acme", {"status": "gone"}, "status"),
        ("PATCH", "companies/Acme", {"users": [{"id": ["ws"]}]}, "users.0.id"),
        ("PATCH", "companies/Acme", {"users": {"id": "ws"}}, "users"),
        ("POST", "faults", {"kind": "fire"}, "kind"),
        ("POST", "faults", {"kind": "hang", "times": -1}, "times"),
        ("POST", "faults", {"kind": "hang", "when": "now"}, "when"),
        ("POST", "faults", {"kind": "hang", "seconds": "5"}, "seconds"),
        ("POST", "reset", {"only": ["everything"]}, "only.0"),
        ("GET", "ledger?colour=red", None, "colour"),
    ],
)  # fmt: skip
def test_wrong_input_names_the_member(
    simulator: Simulator, method: str, path: str, body: object, member: str
) -> None:
    answer = simulator.sim(method, path, body)

    assert answer.status_code == 400
    assert answer.json()["error"]["member"].startswith(member)
    assert answer.json()["error"]["message"]


def test_a_body_that_is_not_json_is_wrong(simulator: Simulator) -> None:
    answer = simulator.http.put(f"{simulator.url}/_sim/senders/x", data="{", timeout=10)

    assert answer.status_code == 400
    assert answer.json()["error"]["member"] == "(body)"


def test_a_company_comes_back_without_its_passwords(simulator: Simulator) -> None:
    expected = deepcopy(speech.COMPANY)

    company = simulator.sim("GET", "companies/Acme")

    assert company.json()["entities"] == expected["entities"]
    assert company.json()["roles"] == expected["roles"]
    assert "password" not in company.text


def test_an_unknown_company_is_not_found(simulator: Simulator) -> None:
    assert simulator.sim("GET", "companies/acme").status_code == 404
    assert simulator.sim("PATCH", "companies/acme", {}).status_code == 404


def test_put_replaces_the_whole_company(simulator: Simulator) -> None:
    simulator.sim("PUT", "companies/Acme", {})

    assert simulator.sim("GET", "companies/Acme").json()["users"] == []


def test_patch_keeps_the_members_it_leaves_out(simulator: Simulator) -> None:
    simulator.sim("PATCH", "companies/Acme", {"webServices": False})

    company = simulator.sim("GET", "companies/Acme").json()
    assert company["webServices"] is False
    assert len(company["users"]) == 3


def test_patch_keeps_what_a_list_item_leaves_out(simulator: Simulator) -> None:
    simulator.sim("PATCH", "companies/Acme", {"users": [{"id": "ws", "email": "new@acme.example"}]})

    answer = simulator.ask("<getAPISession/>")

    assert answer.findtext(".//result/status") == "success"
    users: list[dict[str, Any]] = simulator.sim("GET", "companies/Acme").json()["users"]
    assert [user["email"] for user in users] == ["new@acme.example"]


def test_the_ledger_tells_every_call_and_no_secret(simulator: Simulator) -> None:
    simulator.ask("<readEntityDetails/>", "<get_applications/>")
    simulator.ask("<readEntityDetails/>", who=speech.login(company="Other"))

    ledger = simulator.sim("GET", "ledger")

    first, second = ledger.json()["calls"]
    assert first["functions"] == ["readEntityDetails", "get_applications"]
    assert (first["sender"], first["company"], first["user"]) == ("causeway", "Acme", "ws")
    assert (first["path"], first["outcome"]) == ("/ia/xml/xmlgw.phtml", "success")
    assert (second["company"], second["outcome"]) == ("Other", "gateway_failure")
    assert "password" not in ledger.text


def test_the_ledger_can_be_asked_about_one_company(simulator: Simulator) -> None:
    simulator.ask("<getAPISession/>")
    simulator.ask("<getAPISession/>", who=speech.login(company="Other"))

    calls = simulator.sim("GET", "ledger?company=Acme").json()["calls"]

    assert [call["company"] for call in calls] == ["Acme"]


def test_the_ledger_names_the_company_and_user_behind_a_session(simulator: Simulator) -> None:
    simulator.ask("<readEntityDetails/>", who=simulator.session())

    call = simulator.sim("GET", "ledger").json()["calls"][-1]

    assert (call["company"], call["user"]) == ("Acme", "ws")


def test_the_ledger_keeps_calls_of_paths_nobody_serves(simulator: Simulator) -> None:
    simulator.http.post(f"{simulator.url}/ia/xml/elsewhere.phtml", timeout=10)

    call = simulator.sim("GET", "ledger").json()["calls"][-1]

    assert (call["path"], call["outcome"]) == ("/ia/xml/elsewhere.phtml", "not_found")


def test_reset_forgets_everything(simulator: Simulator) -> None:
    simulator.sim("POST", "faults", {"kind": "http_503", "times": 0})

    simulator.sim("POST", "reset")

    assert simulator.sim("GET", "companies/Acme").status_code == 404
    assert simulator.sim("GET", "ledger").json() == {"calls": []}
    simulator.set_up()
    assert simulator.ask("<getAPISession/>").findtext(".//result/status") == "success"


def test_reset_can_spare_the_companies(simulator: Simulator) -> None:
    simulator.sim("POST", "faults", {"kind": "http_503", "times": 0})

    simulator.sim("POST", "reset", {"only": ["faults"]})

    assert simulator.ask("<getAPISession/>").findtext(".//result/status") == "success"
