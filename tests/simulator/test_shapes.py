"""The simulator's answers have the shape of the real and Sage-written ones in `../shared`."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from apps.simulator.xml import Element
from tests.simulator import speech
from tests.simulator.conftest import FULL, Simulator

PAYLOADS = Path(__file__).parents[3] / "shared" / "intacct" / "payloads"
CLASSES = "<CLASS><CLASSID>UT01</CLASSID></CLASS>"
SINCE_WRITTEN = {"locationid", "sessiontimeout", "clientid", "clientstatus"}

pytestmark = pytest.mark.skipif(not PAYLOADS.exists(), reason="../shared is not there")


@pytest.mark.parametrize(
    ("sample", "call"),
    [
        ("resp_function_success_getAPISession__intacct_3", "<getAPISession/>"),
        ("resp_function_failure_readByQuery_Query-Failed__intacct",
         "<readByQuery><object>BADOBJECT</object><query/></readByQuery>"),
        ("resp_function_failure_readByQuery_DL02000001__intacct",
         "<readByQuery><object>CLASS</object><query>x</query></readByQuery>"),
        ("resp_function_failure_readMore_readMore-failed__intacct",
         "<readMore><resultId>bad</resultId></readMore>"),
        ("resp_function_failure_getUserPermissions_BL03000025__intacct",
         "<getUserPermissions><userId>unittest</userId></getUserPermissions>"),
        ("resp_function_failure_delete_BL01001973__intacct",
         "<delete><object>CLASS</object><keys>UT01</keys></delete>"),
        ("resp_function_success_readByQuery__intacct_12",
         "<readByQuery><object>CLASS</object><query>CLASSID = 'x'</query></readByQuery>"),
        ("resp_function_success_read__intacct",
         "<read><object>GLACCOUNT</object><keys>1,2</keys>"
         "<fields>RECORDNO,ACCOUNTNO,TITLE</fields></read>"),
        ("resp_function_success_readByName__intacct",
         "<readByName><object>GLACCOUNT</object><keys>1000,1100</keys>"
         "<fields>RECORDNO,ACCOUNTNO,TITLE</fields></readByName>"),
        ("resp_function_success_readByQuery__intacct_8",
         "<readByQuery><object>GLACCOUNT</object><fields>RECORDNO,ACCOUNTNO,TITLE</fields>"
         "<query>ACCOUNTNO in ('1000','1100')</query></readByQuery>"),
        ("resp_function_success_create__intacct",
         f"<create>{CLASSES}<CLASS><CLASSID>UT02</CLASSID></CLASS></create>"),
        ("resp_function_success_update__intacct",
         "<update><CLASS><CLASSID>C1</CLASSID></CLASS>"
         "<CLASS><CLASSID>C2</CLASSID></CLASS></update>"),
        ("resp_function_success_delete__intacct",
         "<delete><object>CLASS</object><keys>1</keys></delete>"),
        ("resp_function_failure_create_BL34000061-BL01001973__intacct",
         "<create><CLASS><CLASSID>C1</CLASSID></CLASS></create>"),
    ],
)  # fmt: skip
def test_an_answer_is_built_like_the_sample(simulator: Simulator, sample: str, call: str) -> None:
    expected = etree.fromstring((PAYLOADS / f"{sample}.xml").read_bytes())

    answer = simulator.ask(call, who=FULL)

    assert shape(answer) == shape(expected)


def test_a_rolled_back_operation_is_built_like_the_sample(simulator: Simulator) -> None:
    name = "resp_function_aborted_getAPISession_XL03000009-Get-API-Session-Failed__intacct.xml"
    expected = etree.fromstring((PAYLOADS / name).read_bytes())

    answer = simulator.ask("<readEntityDetails/>", "<getAPISession/>", who=FULL, transaction="true")

    assert shape(answer) == shape(expected)


@pytest.mark.parametrize(
    ("sample", "members", "extra"),
    [
        ("resp_control_failure_PL04000055__intacct", {"status": "demo-expired"}, ""),
        ("resp_control_failure_XL03000006__intacct", {}, "<policyid>test</policyid>"),
    ],
)
def test_a_control_failure_is_the_sample(
    simulator: Simulator, sample: str, members: dict[str, Any], extra: str
) -> None:
    simulator.set_up(**members)
    expected = etree.fromstring((PAYLOADS / f"{sample}.xml").read_bytes())
    head = speech.control(extra=extra)

    answer = simulator.tell(speech.request(speech.operation("<getAPISession/>"), head=head))

    assert shape(answer) == shape(expected)
    assert answer.findtext(".//description2") == expected.findtext(".//description2")


@pytest.mark.parametrize(
    "name", ["VENDOR", "GLACCOUNT", "USERINFO", "LOCATIONENTITY", "CHECKINGACCOUNT"]
)
def test_lookup_tells_the_recorded_fields(simulator: Simulator, name: str) -> None:
    recorded = etree.parse(PAYLOADS / f"lookup_{name}__CPAanalytics.xml").getroot()
    expected = [
        field.findtext("ID")
        for field in recorded.iter("Field")
        if field.findtext("ISCUSTOM") == "false"
    ]

    answer = simulator.ask(f"<lookup><object>{name}</object></lookup>")

    assert [field.findtext("ID") for field in answer.iter("Field")] == expected
    found, first = answer.find(".//Field"), recorded.find(".//Field")
    assert found is not None
    assert first is not None
    assert [child.tag for child in found] == [child.tag for child in first]


def shape(element: Element) -> Any:
    """Tags, attribute names and nesting, without what newer answers add to authentication."""
    children = [
        child for child in element if child.tag not in SINCE_WRITTEN or element.tag == "api"
    ]
    return (element.tag, sorted(element.attrib), [shape(child) for child in children])
