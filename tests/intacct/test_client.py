"""Each method asks the right function at the right place; the shapes are tested elsewhere."""

from collections.abc import Callable

import pytest
from lxml import etree

from apps.intacct import (
    AllowedHosts,
    Client,
    Entity,
    FinancialSetup,
    HttpAnswer,
    HttpRequest,
    Permission,
    Preference,
    QueryProbe,
    Session,
    UserInfo,
    functions,
)
from tests.intacct.gateway import (
    ENDPOINT,
    LOGIN,
    SENDER,
    Scripted,
    a_session,
    answer,
    api_session,
    response,
    result,
)

FUNCTION = "operation/content/function"


def told(data: str) -> Scripted:
    return Scripted(lambda _request: answer(response(result(data))))


def test_a_conversation_moves_to_the_endpoint_of_its_session() -> None:
    transport = Scripted(lambda _request: answer(response(api_session())))
    client = Client(sender=SENDER, transport=transport)

    session = client.open_session(LOGIN)
    client.enter_entity(session, "")

    assert [request.url for request in transport.sent] == [
        "https://api.intacct.com/ia/xml/xmlgw.phtml",
        ENDPOINT,
    ]
    assert transport.said("operation/authentication/sessionid") == "canary-session-id"
    assert transport.said(f"{FUNCTION}/getAPISession/locationid") == ""


def test_an_entity_is_entered_without_a_password() -> None:
    reply = answer(response(api_session(entity_id="E100")))
    transport = Scripted(lambda _request: reply)

    session = Client(sender=SENDER, transport=transport).enter_entity(a_session(), "E100")

    assert session.entity_id == "E100"
    assert transport.said(f"{FUNCTION}/getAPISession/locationid") == "E100"
    assert b"canary-user-password" not in transport.sent[0].body


Ask = Callable[[Client, Session], object]
SETUP = "<multiEntityShared>true</multiEntityShared><baseCurrency>USD</baseCurrency>"
ASKED: list[tuple[Ask, str, str, object]] = [
    (
        lambda client, session: client.entities(session),
        "readEntityDetails",
        "<data><entity><id>100</id><name>US</name><weekstart>0</weekstart></entity></data>",
        (Entity("100", "US", "", "", "", "", "0"),),
    ),
    (
        lambda client, session: client.applications(session),
        "get_applications",
        "<data><application>CO</application></data>",
        ("CO",),
    ),
    (
        lambda client, session: client.probe_query(session, "VENDOR"),
        "query",
        '<data listtype="VENDOR" totalcount="7" count="1"><VENDOR/></data>',
        QueryProbe("VENDOR", 7),
    ),
    (
        lambda client, session: client.financial_setup(session),
        "getFinancialSetup",
        f"<data><financialSetup>{SETUP}</financialSetup></data>",
        FinancialSetup("USD", "", "", False, False, False, True),  # noqa: FBT003
    ),
    (
        lambda client, session: client.user_permissions(session, "jane"),
        "getUserPermissions",
        "<data><permissions><appSubscription><applicationName>GL</applicationName><policies>"
        "<policy><policyName>Accounts</policyName><rights>List|View</rights></policy>"
        "</policies></appSubscription></permissions></data>",
        (Permission("GL", "Accounts", ("List", "View")),),
    ),
    (
        lambda client, session: client.user_info(session, "jane"),
        "readByName",
        "<data><USERINFO><LOGINID>jane</LOGINID><STATUS>active</STATUS>"
        "<LOGINDISABLED>true</LOGINDISABLED></USERINFO></data>",
        UserInfo("", "jane", "active", True, "", "", False, ""),  # noqa: FBT003
    ),
    (
        lambda client, session: client.preferences(session, "GL"),
        "get_companyprefs",
        "<data><companypref><application>GL</application><preference>P</preference>"
        "<prefvalue>1</prefvalue></companypref></data>",
        (Preference("GL", "P", "1"),),
    ),
]


@pytest.mark.parametrize(("ask", "function", "data", "value"), ASKED, ids=[row[1] for row in ASKED])
def test_each_method_asks_its_function(ask: Ask, function: str, data: str, value: object) -> None:
    transport = told(data)

    assert ask(Client(sender=SENDER, transport=transport), a_session()) == value

    asked = etree.fromstring(transport.sent[0].body).find(FUNCTION)
    assert asked is not None
    assert [child.tag for child in asked] == [function]


def test_any_function_may_be_called() -> None:
    transport = told('<data listtype="ROLES" count="1"><ROLES><NAME>AP</NAME></ROLES></data>')
    client = Client(sender=SENDER, transport=transport)

    page = client.call(a_session(), functions.roles())

    assert page.records == ({"NAME": "AP"},)


def test_an_endpoint_that_may_not_be_opened_is_a_configuration_mistake() -> None:
    transport = Scripted(lambda _request: answer(""), hosts=AllowedHosts.of(["*.example.com"]))

    with pytest.raises(ValueError, match="do not allow"):
        Client(sender=SENDER, transport=transport)


def test_what_xml_cannot_carry_is_never_sent() -> None:
    def never(_request: HttpRequest) -> HttpAnswer:
        raise AssertionError("something was sent")

    client = Client(sender=SENDER, transport=Scripted(never))

    with pytest.raises(ValueError, match="object holds a character"):
        client.probe_query(a_session(), "VEN\0DOR")
