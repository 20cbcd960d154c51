"""create, update and delete, alone and in a transaction."""

from tests.simulator import speech
from tests.simulator.conftest import Simulator, texts


def test_what_is_written_can_be_read_and_deleted(simulator: Simulator) -> None:
    simulator.ask_full("<create><CLASS><CLASSID>UT01</CLASSID><NAME>One</NAME></CLASS></create>")
    simulator.ask_full("<update><CLASS><CLASSID>UT01</CLASSID><NAME>Two</NAME></CLASS></update>")
    read = "<readByName><object>CLASS</object><keys>UT01</keys></readByName>"
    assert texts(simulator.ask_full(read), ".//CLASS/NAME") == ["Two"]

    simulator.ask_full("<delete><object>CLASS</object><keys>4</keys></delete>")

    assert texts(simulator.ask_full(read), ".//CLASS") == []


def test_one_company_does_not_see_what_another_wrote(simulator: Simulator) -> None:
    simulator.sim("PUT", "companies/Other", speech.COMPANY)
    simulator.ask_full("<create><CLASS><CLASSID>UT01</CLASSID></CLASS></create>")
    other = speech.login("full", company="Other", password="full-password")

    assert texts(simulator.ask(speech.query("CLASS"), who=other), ".//CLASS/RECORDNO") == [
        "1",
        "2",
        "3",
    ]


def test_a_failed_transaction_is_rolled_back_whole(simulator: Simulator) -> None:
    good = "<create><CLASS><CLASSID>UT01</CLASSID></CLASS></create>"

    answer = simulator.ask_full(good, speech.query("BADOBJECT"), good, transaction="true")

    assert texts(answer, ".//result/status") == ["aborted", "failure", "aborted"]
    numbers = [texts(one, ".//errorno") for one in answer.iterfind(".//result")]
    assert numbers == [["XL03000009"], ["Query Failed", "XL03000009"], ["XL03000009"]]
    assert len(texts(simulator.ask_full(speech.query("CLASS")), ".//CLASS")) == 3


def test_without_a_transaction_the_good_ones_stay(simulator: Simulator) -> None:
    good = "<create><CLASS><CLASSID>UT01</CLASSID></CLASS></create>"

    answer = simulator.ask_full(good, speech.query("BADOBJECT"))

    assert texts(answer, ".//result/status") == ["success", "failure"]
