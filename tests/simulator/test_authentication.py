from collections.abc import Callable

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator, error

SENDER_WRONG = ("XL03000006", "Incorrect Intacct XML Partner ID or password.")
REFUSED = ("XL03000006", speech.SIGN_IN)


@pytest.mark.parametrize(
    ("sender", "password"),
    [
        ("causeway", "wrong"),
        ("Causeway", "sender-password"),
        ("causeway", "Sender-password"),
        ("x", ""),
    ],
)
def test_a_wrong_sender_is_a_control_failure(
    simulator: Simulator, sender: str, password: str
) -> None:
    body = speech.request(
        speech.operation("<getAPISession/>"), head=speech.control(sender, password)
    )

    answer = simulator.tell(body)

    assert error(answer) == SENDER_WRONG
    assert answer.findtext("control/status") == "failure"
    assert answer.find("operation") is None


def test_an_inactive_sender_is_a_wrong_sender(simulator: Simulator) -> None:
    simulator.sim("PUT", "senders/causeway", {"password": "sender-password", "status": "inactive"})

    assert error(simulator.ask("<getAPISession/>")) == SENDER_WRONG


@pytest.mark.parametrize(
    "senders", [[], [{"id": "causeway", "status": "inactive"}], [{"id": "Causeway"}]]
)
def test_a_sender_the_company_did_not_authorize_fails_the_authentication(
    simulator: Simulator, senders: list[dict[str, str]]
) -> None:
    simulator.set_up(senders=senders)

    answer = simulator.ask("<getAPISession/>")

    assert answer.findtext("control/status") == "success"
    assert answer.findtext("operation/authentication/status") == "failure"
    failed = answer.find("operation/errormessage/error")
    assert failed is not None
    assert failed.findtext("description") == "Invalid Web Services Authorization"
    assert "'causeway' is not authorized" in (failed.findtext("description2") or "")
    assert "grant Web Services authorization" in (failed.findtext("correction") or "")


@pytest.mark.parametrize(
    "who",
    [
        speech.login(password="wrong"),
        speech.login("nobody"),
        speech.login("WS"),
        speech.login(""),
        speech.login(entity="999"),
        speech.login(entity="300"),
        speech.login(entity="100 "),
    ],
)
def test_a_wrong_user_password_or_entity_sound_the_same(simulator: Simulator, who: str) -> None:
    answer = simulator.ask("<getAPISession/>", who=who)

    assert error(answer) == REFUSED
    assert answer.findtext("operation/authentication/companyid") == "Acme"
    assert answer.find("operation/result") is None


def test_an_inactive_user_sounds_like_a_wrong_password(simulator: Simulator) -> None:
    simulator.sim("PATCH", "companies/Acme", {"users": [{"id": "ws", "status": "inactive"}]})

    assert error(simulator.ask("<getAPISession/>")) == REFUSED


def test_a_locked_out_user_is_told_so_and_then_the_usual(simulator: Simulator) -> None:
    simulator.sim("PATCH", "companies/Acme", {"users": [{"id": "ws", "status": "lockedout"}]})

    answer = simulator.ask("<getAPISession/>")

    assert [one.text for one in answer.iter("errorno")] == ["PL04000076", "XL03000006"]
    assert error(answer)[1] == "This user is in LOCKEDOUT state"


def test_five_wrong_passwords_in_a_row_lock_the_user_out(simulator: Simulator) -> None:
    for _ in range(5):
        simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))

    answer = simulator.ask("<getAPISession/>")

    assert error(answer)[0] == "PL04000076"
    users = simulator.sim("GET", "companies/Acme").json()["users"]
    assert [user["status"] for user in users] == ["lockedout", "active", "active"]


def test_a_good_sign_in_starts_the_count_anew(simulator: Simulator) -> None:
    for _ in range(3):
        for _ in range(4):
            simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))
        answer = simulator.ask("<getAPISession/>")

        assert answer.findtext(".//result/status") == "success"


def test_an_admin_unlocks_by_setting_the_status_back(simulator: Simulator) -> None:
    for _ in range(5):
        simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))
    simulator.sim("PATCH", "companies/Acme", {"users": [{"id": "ws", "status": "active"}]})
    simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))

    assert simulator.ask("<getAPISession/>").findtext(".//result/status") == "success"


def test_wrong_entities_lock_nobody_out(simulator: Simulator) -> None:
    for _ in range(6):
        simulator.ask("<getAPISession/>", who=speech.login(entity="999"))

    assert simulator.ask("<getAPISession/>").findtext(".//result/status") == "success"


@pytest.mark.parametrize("who", [speech.login(entity="200"), speech.login(company="Acme|200")])
def test_a_login_may_name_an_entity(simulator: Simulator, who: str) -> None:
    answer = simulator.ask("<getAPISession/>", who=who)

    assert answer.findtext("operation/authentication/locationid") == "200"
    assert answer.findtext(".//api/locationid") == "200"


def test_a_user_of_one_entity_stands_there_without_asking(simulator: Simulator) -> None:
    users = [{"id": "ws", "password": "user-password", "entities": ["200"]}]
    simulator.set_up(users=users)

    answer = simulator.ask("<getAPISession/>")

    assert answer.findtext(".//api/locationid") == "200"
    assert error(simulator.ask("<getAPISession/>", who=speech.login(entity="100"))) == REFUSED


@pytest.mark.parametrize("closed", [{"topLevelOnly": True}, {"multiEntity": False}])
def test_no_entity_opens_where_only_the_top_level_does(
    simulator: Simulator, closed: dict[str, bool]
) -> None:
    simulator.set_up(**closed)

    assert error(simulator.ask("<getAPISession/>", who=speech.login(entity="100"))) == REFUSED
    assert simulator.ask("<getAPISession/>").findtext(".//api/locationid") == ""


def test_several_operations_each_sign_in_for_themselves(simulator: Simulator) -> None:
    first = speech.operation("<readEntityDetails/>")
    second = speech.operation("<readEntityDetails/>", who=speech.login(password="wrong"))

    answer = simulator.tell(speech.request(first, second))

    states = [one.text for one in answer.iterfind("operation/authentication/status")]
    assert states == ["success", "failure"]


def test_company_and_user_ids_can_be_assumed_to_ignore_case(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(company_id_ignores_case=True, user_id_ignores_case=True)

    answer = simulator.ask("<getAPISession/>", who=speech.login("WS", company="ACME"))

    assert answer.findtext(".//authentication/companyid") == "Acme"


def test_a_lockout_can_be_assumed_to_show_before_the_password(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(lockout_needs_right_password=False, lockout_after=1)
    simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))

    answer = simulator.ask("<getAPISession/>", who=speech.login(password="wrong"))

    assert error(answer)[0] == "PL04000076"
