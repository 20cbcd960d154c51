from typing import Any

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator, error

NOT_AUTHORIZED = (
    "The sender ID 'causeway' is not authorized to make Web Services requests to company ID 'Acme'."
)
ALL_WRONG: dict[str, Any] = {
    "status": "demo-expired",
    "webServices": False,
    "senders": [],
    "users": [{"id": "ws", "password": "user-password", "status": "lockedout"}],
}
WRONG_CALL = {
    "sender": "wrong",
    "company": "Nowhere",
    "password": "wrong",
    "call": "<getSessions/>",
}
MENDED_IN_ORDER = [
    ({}, {}, "XL03000003", "XML Parse schema error"),
    ({}, {"call": speech.query("CUSTOMER")}, "GW-0011", ""),
    ({}, {"company": "Acme"}, "XL03000006", "Incorrect Intacct XML Partner ID or password."),
    ({}, {"sender": "sender-password"}, "PL04000055", "This company is a demo company"),
    ({"status": "active"}, {}, "XL03000006", "This company is not authorized for XML"),
    ({"webServices": True}, {}, "XL03000006", NOT_AUTHORIZED),
    ({"senders": [{"id": "causeway"}]}, {}, "XL03000006", speech.SIGN_IN),
    ({}, {"password": "user-password"}, "PL04000076", "This user is in LOCKEDOUT state"),
    ({"users": [{"id": "ws", "status": "active"}]}, {}, "PL04000005", "API operation 'QUERY'"),
    ({"applications": ["AR"]}, {}, "PL04000005", "You do not have permission for API operation"),
]  # fmt: skip


def test_of_several_mistakes_the_outermost_is_told_first(simulator: Simulator) -> None:
    simulator.set_up(**ALL_WRONG)
    call = dict(WRONG_CALL)

    for mended, corrected, errorno, text in MENDED_IN_ORDER:
        simulator.sim("PATCH", "companies/Acme", mended).raise_for_status()
        call |= corrected
        found = error(_answer(simulator, call))
        assert (found[0], found[1].startswith(text)) == (errorno, True), (mended, corrected, found)


def _answer(simulator: Simulator, call: dict[str, str]) -> Any:
    who = speech.login(company=call["company"], password=call["password"])
    head = speech.control(password=call["sender"])
    return simulator.tell(speech.request(speech.operation(call["call"], who=who), head=head))


def test_an_unknown_company_is_refused_by_the_front_gateway(simulator: Simulator) -> None:
    body = speech.request(speech.operation("<getAPISession/>", who=speech.login(company="Acme ")))

    answer = simulator.post(body)

    assert answer.status_code == 400
    assert "<errorno>GW-0011</errorno>" in answer.text
    assert "Invalid Request [Request ID: " in answer.text
    assert "description2" not in answer.text
    assert "senderid" not in answer.text


def test_a_login_without_company_is_refused_by_the_front_gateway(simulator: Simulator) -> None:
    body = speech.request(speech.operation("<getAPISession/>", who=speech.login(company="")))

    answer = simulator.post(body)

    assert answer.status_code == 401
    assert "<errorno>XMLGW_JPP0002</errorno>" in answer.text


def test_a_suspended_company_looks_like_an_unknown_one(simulator: Simulator) -> None:
    simulator.set_up(status="suspended")

    answer = simulator.post(speech.request(speech.operation("<getAPISession/>")))

    assert (answer.status_code, "GW-0011" in answer.text) == (400, True)


def test_an_expired_demo_comes_back_without_sender_and_control_id(simulator: Simulator) -> None:
    simulator.set_up(status="demo-expired")

    answer = simulator.ask("<getAPISession/>")

    assert error(answer)[0] == "PL04000055"
    assert [child.text for child in answer[0]] == ["failure", None, None]


def test_web_services_off_is_a_control_failure(simulator: Simulator) -> None:
    simulator.set_up(webServices=False)

    answer = simulator.ask("<getAPISession/>")

    assert answer.findtext("control/status") == "failure"
    assert "Please subscribe to the XML Gateway." in error(answer)[1]


@pytest.mark.parametrize("policy", ["nightly"])
def test_no_transport_policy_is_known(simulator: Simulator, policy: str) -> None:
    head = speech.control(extra=f"<policyid>{policy}</policyid>")

    answer = simulator.tell(speech.request(speech.operation("<getAPISession/>"), head=head))

    assert error(answer) == ("XL03000006", "nightly is not a valid transport policy.")
