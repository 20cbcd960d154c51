from dataclasses import replace

import pytest
from lxml import etree

from apps.intacct import functions
from apps.intacct.envelope import write_request
from tests.intacct.gateway import ENDPOINT, LOGIN, SENDER, a_session

FUNCTION = functions.get_applications().body


def test_control_asks_for_repeatable_requests_and_full_errors() -> None:
    request = write_request(SENDER, LOGIN, FUNCTION, endpoint=ENDPOINT, control_id="c1")

    control = etree.fromstring(request.body).find("control")
    assert control is not None
    assert [(part.tag, part.text) for part in control] == [
        ("senderid", "causeway"),
        ("password", "canary-sender-password"),
        ("controlid", "c1"),
        ("uniqueid", "false"),
        ("dtdversion", "3.0"),
        ("includewhitespace", "false"),
        ("showadditionalerrorinfo", "true"),
    ]


@pytest.mark.parametrize(("entity_id", "places"), [("", 0), ("E100", 1)])
def test_an_entity_is_named_only_when_there_is_one(entity_id: str, places: int) -> None:
    login = replace(LOGIN, entity_id=entity_id)

    request = write_request(SENDER, login, FUNCTION, endpoint=ENDPOINT, control_id="c1")

    assert len(etree.fromstring(request.body).findall(".//login/locationid")) == places


def test_a_session_stands_for_the_login() -> None:
    request = write_request(SENDER, a_session(), FUNCTION, endpoint=ENDPOINT, control_id="c1")

    authentication = etree.fromstring(request.body).find("operation/authentication")
    assert authentication is not None
    assert [(part.tag, part.text) for part in authentication] == [
        ("sessionid", "canary-session-id")
    ]


def test_repr_shows_no_secret() -> None:
    request = write_request(SENDER, LOGIN, FUNCTION, endpoint=ENDPOINT, control_id="c1")

    assert "canary" not in repr(request)
