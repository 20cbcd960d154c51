"""What every answer has, and what it has when asked."""

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator


def test_function_errors_carry_a_percent_encoded_support_id(simulator: Simulator) -> None:
    text = simulator.ask_full(speech.query("BADOBJECT")).findtext(".//description2") or ""

    assert " [Support ID: " in text
    assert "%7E" in text


def test_more_about_an_error_comes_when_asked_for(simulator: Simulator) -> None:
    asked = speech.control(extra="<showadditionalerrorinfo>true</showadditionalerrorinfo>")
    operation = speech.operation(speech.query("VENDOR"))

    plain = simulator.tell(speech.request(operation))
    detailed = simulator.tell(speech.request(operation, head=asked))

    assert plain.find(".//additionalinfo") is None
    info = detailed.find(".//additionalinfo")
    assert info is not None
    assert info.findtext("category") == "Invalid permission"
    assert [child.tag for child in info] == [
        "errorid", "category", "target", "description", "cdescription", "correction",
    ]  # fmt: skip


@pytest.mark.parametrize(("wish", "lines"), [("true", True), ("false", False)])
def test_white_space_comes_as_asked(simulator: Simulator, wish: str, *, lines: bool) -> None:
    head = speech.control(extra=f"<includewhitespace>{wish}</includewhitespace>")

    body = simulator.post(speech.request(speech.operation("<get_applications/>"), head=head)).text

    assert (body.count("\n") > 5) is lines
