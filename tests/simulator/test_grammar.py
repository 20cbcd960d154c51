from pathlib import Path

import pytest

from tests.simulator import speech
from tests.simulator.conftest import Simulator, error

SHARED = Path(__file__).parents[3] / "shared" / "intacct"
XSD = Path(__file__).parents[2] / "apps" / "simulator" / "grammar" / "api-3.0.xsd"
REQUESTS = sorted((SHARED / "payloads").glob("req_*.xml"))


def test_a_document_that_is_not_well_formed_is_refused_in_libxmls_words(
    simulator: Simulator,
) -> None:
    answer = simulator.tell("<request><control></request>")

    errorno, text = error(answer)
    assert errorno == "XL03000003"
    assert text.startswith(
        "XML Parse schema error: Fatal Error 76: Opening and ending tag mismatch"
    )
    assert "Line: 1, column: " in text
    assert answer.findtext("control/status") == "failure"
    assert answer.findtext("control/senderid") == ""


def test_entities_of_a_document_type_are_not_expanded(simulator: Simulator) -> None:
    bomb = '<!DOCTYPE request [<!ENTITY a "Acme">]>' + speech.request(
        speech.operation("<getAPISession/>", who=speech.login(company="@")).replace("@", "&a;")
    )

    answer = simulator.tell(bomb)

    assert error(answer)[1].startswith("XML Parse schema error: Fatal Error 26: Entity 'a' not")


def test_comments_between_functions_do_no_harm(simulator: Simulator) -> None:
    answer = simulator.ask("<!-- who am I? --><readEntityDetails/>")

    assert answer.findtext(".//result/function") == "readEntityDetails"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<response/>", "Element 'response': No matching global declaration available"),
        ("<request><control/></request>",
         "Missing child element(s). Expected is one of ( appid, senderid )"),
        (speech.request(speech.operation("<getSessions/>")),
         "Element 'getSessions': This element is not expected. Expected is one of ( create_"),
        (speech.request(speech.operation("<getAPISession/><lookup/>")),
         "Element 'lookup': This element is not expected."),
        (speech.request(speech.operation("")), "Element 'function': Missing child element(s)."),
        (speech.request(speech.operation("<getAPISession/>").replace(' controlid="f1"', "")),
         "Element 'function': The attribute 'controlid' is required but missing. Line: "),
        (speech.request(speech.operation("<getAPISession/>", who=(
            "<login><userid>u</userid><password>p</password><companyid>c</companyid></login>"))),
         "Element 'password': This element is not expected. Expected is ( companyid )."),
        (speech.request(speech.operation(speech.query("VENDOR", more="<pagesize>2001</pagesize>"))),
         "Element 'pagesize'"),
        (speech.request(speech.operation("<getAPISession/>", transaction="maybe")),
         "Element 'operation', attribute 'transaction'"),
    ],
)  # fmt: skip
def test_what_the_grammar_forbids_is_refused_before_anything_else(
    simulator: Simulator, body: str, words: str
) -> None:
    answer = simulator.tell(body.replace("sender-password", "wrong"))

    errorno, text = error(answer)
    assert errorno == "XL03000003"
    assert words in text
    assert answer.find("operation") is None


def test_a_refused_document_still_gets_its_control_id_back(simulator: Simulator) -> None:
    answer = simulator.tell(speech.request(speech.operation("<getSessions/>")))

    assert answer.findtext("control/senderid") == "causeway"
    assert answer.findtext("control/controlid") == "request-1"


@pytest.mark.skipif(not REQUESTS, reason="../shared is not there")
@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_requests_of_a_production_connector_pass_the_grammar(
    simulator: Simulator, path: Path
) -> None:
    answer = simulator.tell(path.read_text().partition("?>")[2])

    assert "XL03000003" not in [one.text for one in answer.iter("errorno")]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not there")
def test_the_grammar_is_sages_own_unchanged() -> None:
    assert XSD.read_bytes() == (SHARED / "api-3.0.xsd").read_bytes()


def test_an_old_client_may_send_the_document_as_a_form_field(simulator: Simulator) -> None:
    document = speech.request(speech.operation("<getAPISession/>"))

    answer = simulator.http.post(
        f"{simulator.url}/ia/xml/xmlgw.phtml", data={"xmlrequest": document}, timeout=10
    )

    assert "<sessionid>" in answer.text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_call_without_a_body_meets_the_front_gateway(simulator: Simulator, method: str) -> None:
    answer = simulator.http.request(method, f"{simulator.url}/ia/xml/xmlgw.phtml", timeout=10)

    assert answer.status_code == 401
    assert "<errorno>XMLGW_JPP0002</errorno>" in answer.text
