from collections.abc import Callable
from datetime import datetime

import pytest

from tests.simulator import speech
from tests.simulator.conftest import GATEWAY, Simulator, error

INVALID = "Invalid session "


def test_a_session_stands_for_its_company_user_and_entity(simulator: Simulator) -> None:
    session = simulator.session(speech.login(entity="200"))

    answer = simulator.ask("<readEntityDetails/>", who=session)

    signed_in = answer.find("operation/authentication")
    assert signed_in is not None
    assert [signed_in.findtext(tag) for tag in ("userid", "companyid", "locationid")] == [
        "ws", "Acme", "200",
    ]  # fmt: skip


def test_the_answer_names_the_endpoint_of_this_simulator(simulator: Simulator) -> None:
    answer = simulator.ask("<getAPISession/>")

    assert answer.findtext(".//api/endpoint") == simulator.url + GATEWAY


def test_every_answer_tells_when_the_session_times_out(simulator: Simulator) -> None:
    answer = simulator.ask("<readEntityDetails/>", who=simulator.session())

    stamp, timeout = (
        datetime.fromisoformat(answer.findtext(f".//{tag}") or "")
        for tag in ("sessiontimestamp", "sessiontimeout")
    )
    assert 7198 <= (timeout - stamp).total_seconds() <= 7202


def test_every_call_slides_the_timeout(simulator: Simulator) -> None:
    session = simulator.session()
    kept = next(iter(simulator.simulation.sessions._open.values()))
    kept.expires -= 3600

    simulator.ask("<readEntityDetails/>", who=session)

    left = kept.expires - simulator.simulation.sessions._open[kept.id].expires
    assert left == 0
    assert kept.expires > 3600


@pytest.mark.parametrize("session_id", ["qwertz", "", "q" * 5000])
def test_an_unknown_session_fails_with_empty_user_and_company(
    simulator: Simulator, session_id: str
) -> None:
    answer = simulator.ask("<readEntityDetails/>", who=speech.session(session_id))

    assert answer.findtext("control/status") == "success"
    assert answer.findtext("operation/authentication/status") == "failure"
    assert answer.findtext("operation/authentication/userid") == ""
    assert answer.findtext("operation/authentication/companyid") == ""
    assert error(answer) == ("XL03000006", f"{INVALID}{session_id[:1]}....")


def test_an_expired_session_is_invalid(make_simulator: Callable[..., Simulator]) -> None:
    simulator = make_simulator(session_seconds=0)

    answer = simulator.ask("<readEntityDetails/>", who=simulator.session())

    assert error(answer)[1].startswith(INVALID)


def test_a_session_moves_between_entities_and_the_top(simulator: Simulator) -> None:
    session = simulator.session()

    moved = simulator.ask(
        "<getAPISession><locationid>100</locationid></getAPISession>", who=session
    )
    there = speech.session(moved.findtext(".//sessionid") or "")
    stayed = simulator.ask("<getAPISession/>", who=there)
    back = simulator.ask("<getAPISession><locationid/></getAPISession>", who=there)

    assert [one.findtext(".//api/locationid") for one in (moved, stayed, back)] == [
        "100",
        "100",
        "",
    ]


def test_a_forbidden_entity_fails_the_function_with_the_sign_in_text(simulator: Simulator) -> None:
    answer = simulator.ask(
        "<getAPISession><locationid>999</locationid></getAPISession>", who=simulator.session()
    )

    assert answer.findtext(".//authentication/status") == "success"
    assert answer.findtext(".//result/status") == "failure"
    assert error(answer) == ("XL03000006", speech.SIGN_IN)


def test_get_api_session_must_be_alone(simulator: Simulator) -> None:
    answer = simulator.ask("<getAPISession/>", "<readEntityDetails/>")

    states = [one.text for one in answer.iterfind("operation/result/status")]
    assert states == ["failure", "success"]
    assert error(answer)[0] == "Get API Session Failed"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"senders": []}, "The sender ID 'causeway' is not authorized"),
        ({"webServices": False}, "This company is not authorized for XML transactions."),
        ({"status": "demo-expired"}, "This company is a demo company and has expired."),
        ({"users": [{"id": "ws", "status": "inactive"}]}, INVALID),
        ({"users": [{"id": "ws", "status": "lockedout"}]}, INVALID),
        ({"users": []}, INVALID),
    ],
)
def test_what_is_taken_away_ends_open_sessions_too(
    simulator: Simulator, change: dict[str, object], text: str
) -> None:
    session = simulator.session()
    simulator.sim("PATCH", "companies/Acme", change).raise_for_status()

    answer = simulator.ask("<readEntityDetails/>", who=session)

    assert error(answer)[1].startswith(text)


def test_a_suspended_company_refuses_its_sessions(simulator: Simulator) -> None:
    session = simulator.session()
    simulator.sim("PATCH", "companies/Acme", {"status": "suspended"})

    answer = simulator.post(speech.request(speech.operation("<readEntityDetails/>", who=session)))

    assert answer.status_code == 400


def test_a_new_password_leaves_open_sessions_alone(simulator: Simulator) -> None:
    session = simulator.session()
    simulator.sim("PATCH", "companies/Acme", {"users": [{"id": "ws", "password": "new"}]})

    answer = simulator.ask("<readEntityDetails/>", who=session)

    assert answer.findtext(".//result/status") == "success"


def test_sessions_can_be_assumed_to_survive(make_simulator: Callable[..., Simulator]) -> None:
    simulator = make_simulator(session_recheck=False, session_ends_with_user=False)
    session = simulator.session()
    gone = {"senders": [], "users": [{"id": "ws", "status": "inactive"}]}
    simulator.sim("PATCH", "companies/Acme", gone)

    answer = simulator.ask("<readEntityDetails/>", who=session)

    assert answer.findtext(".//result/status") == "success"
