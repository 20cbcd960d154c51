import pytest

from tests.simulator import speech
from tests.simulator.conftest import GATEWAY, Simulator, error

CALL = speech.request(speech.operation("<getAPISession/>"))


@pytest.mark.parametrize(
    ("members", "struck"),
    [
        ({"company": "Acme"}, True),
        ({"company": "Other"}, False),
        ({"path": GATEWAY}, True),
        ({"path": "/ia/api/v1/oauth2/token"}, False),
        ({"function": "getAPISession"}, True),
        ({"function": "query"}, False),
    ],
)
def test_a_fault_strikes_only_whom_it_is_meant_for(
    simulator: Simulator, members: dict[str, str], *, struck: bool
) -> None:
    simulator.arm("http_503", **members)

    assert (simulator.post(CALL).status_code == 503) is struck


def test_the_company_of_a_session_is_known_to_a_fault(simulator: Simulator) -> None:
    call = speech.request(speech.operation("<readEntityDetails/>", who=simulator.session()))
    simulator.arm("http_503", company="Acme")

    assert simulator.post(call).status_code == 503


@pytest.mark.parametrize("kind", ["token_no_refresh", "token_html"])
def test_faults_of_the_token_path_wait_for_it(simulator: Simulator, kind: str) -> None:
    simulator.arm(kind)

    assert simulator.tell(CALL).findtext(".//result/status") == "success"


def test_a_wrong_endpoint_waits_for_a_session_request(simulator: Simulator) -> None:
    simulator.arm("wrong_endpoint_host")
    simulator.ask("<readEntityDetails/>")

    answer = simulator.tell(CALL)

    assert (answer.findtext(".//endpoint") or "").startswith("https://intacct.example.net/")


def test_times_are_counted_down(simulator: Simulator) -> None:
    simulator.arm("http_503", times=2)

    assert [simulator.post(CALL).status_code for _ in range(3)] == [503, 503, 200]


def test_no_times_means_until_reset(simulator: Simulator) -> None:
    simulator.arm("http_503", times=0)
    struck = [simulator.post(CALL).status_code for _ in range(5)]

    simulator.sim("POST", "reset", {"only": ["faults"]})

    assert struck == [503] * 5
    assert simulator.post(CALL).status_code == 200


def test_faults_strike_in_the_order_they_were_armed(simulator: Simulator) -> None:
    simulator.arm("http_503")
    simulator.arm("rate_limited")

    assert [simulator.post(CALL).status_code for _ in range(3)] == [503, 429, 200]


def test_a_fault_during_a_bad_sign_in_does_not_hide_it(simulator: Simulator) -> None:
    simulator.arm("offline_200")

    answer = simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))

    assert error(answer) == ("XL03000006", speech.SIGN_IN)
