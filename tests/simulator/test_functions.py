"""What the functions refuse, in Intacct's words."""

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator, error


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (speech.query("BADOBJECT"), ("Query Failed", "Object definition BADOBJECT not found")),
        (speech.query("VENDOR", "NAME", "F1", "F2"),
         ("XL03000006", "The following fields cannot be queried : [VENDOR: [F1,F2] ]")),
        (speech.query("VENDOR", more="<filter><isnull><field>F1</field></isnull></filter>"),
         ("XL03000010", "The filter uses fields that do not exist")),
        ("<readByQuery><object>VENDOR</object><query>nonsense</query></readByQuery>",
         ("DL02000001", "There was an error processing the request.")),
        ("<readByQuery><object>VENDOR</object><query/><fields>F1</fields></readByQuery>",
         ("DL02000001", "There was an error processing the request.")),
        ("<readMore><resultId>bad</resultId></readMore>",
         ("readMore failed", "Attempt to readMore with an invalid or expired resultId: bad")),
        ("<read><object>VENDOR</object><keys>1</keys><fields>x</fields></read>",
         ("Invalid fields list x", "")),
        ("<lookup><object>CLASS1</object></lookup>",
         ("DL02000001", "Object type CLASS1 not found")),
        ("<delete><object>X</object><keys>1</keys></delete>",
         ("WS", "Object definition X not found")),
        ("<delete><object>CLASS</object><keys>99</keys></delete>",
         ("BL01001973", "Cannot find class with key '99' to delete.")),
        ("<update><CLASS><CLASSID>UT99</CLASSID></CLASS></update>",
         ("Cannot update non-existing CLASS with CLASSID=UT99.", "")),
        ("<create><CLASS><CLASSID>C1</CLASSID></CLASS></create>",
         ("BL34000061", "Another Class with the given value(s) C1  already exists")),
        ("<getDimensions/>", ("", "The simulator does not imitate the function getDimensions")),
    ],
)  # fmt: skip
def test_what_a_function_cannot_do_is_said_in_intacts_words(
    simulator: Simulator, call: str, expected: tuple[str, str]
) -> None:
    answer = simulator.ask_full(call)

    assert answer.findtext(".//result/status") == "failure"
    assert error(answer) == expected
