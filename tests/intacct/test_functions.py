"""Every request this client can build is valid by Sage's own grammar, whatever is typed in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from apps.intacct import SenderLogin, UserLogin, functions
from apps.intacct.envelope import write_request
from apps.intacct.functions import Function
from apps.intacct.markup import Tag
from tests.intacct.gateway import ENDPOINT, SENDER, a_session

AWKWARD = st.sampled_from(
    ["&<>\"'", "]]>", "🔐", " both ends ", "\t\r\n", "<!DOCTYPE a>", "Zoë", ""]
)
TEXT = AWKWARD | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=40)

EACH: list[Function[object]] = [
    functions.get_api_session(),
    functions.get_api_session(entity_id=""),
    functions.get_api_session(entity_id="E100"),
    functions.read_entity_details(),
    functions.get_applications(),
    functions.get_company_preferences("GL"),
    functions.get_financial_setup(),
    functions.get_user_permissions("xmlgw_causeway"),
    functions.read_user_info("xmlgw_causeway"),
    functions.read_user_formatting("12"),
    functions.probe_query("VENDOR"),
    functions.query("VENDOR", ["RECORDNO", "NAME"], order_by="NAME", offset=5, show_private=True),
    functions.read_by_query("LOCATIONENTITY", where="STATUS = 'T'", page_size=1000),
    functions.read_more("7765623330Vqb8pMCoA4IAAEnuglgAAAAL5"),
    functions.read("GLACCOUNT", ["9", "10"]),
    functions.read_by_name("GLACCOUNT", ["1010"], fields=["TITLE"]),
    functions.inspect_objects(),
    functions.inspect("CUSTOMER"),
    functions.lookup("VENDOR"),
    functions.roles(),
    functions.role_policies("7"),
    functions.role_users("xmlgw_causeway"),
    functions.user_rights("12"),
]


def written(
    function: Tag, *, login: UserLogin | None = None, sender: SenderLogin = SENDER
) -> bytes:
    caller = login or a_session()
    return write_request(sender, caller, function, endpoint=ENDPOINT, control_id="c1").body


@pytest.mark.parametrize("function", EACH, ids=lambda function: function.body.name)
def test_each_function_is_valid(function: Function[object], schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring(written(function.body)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(TEXT, min_size=7, max_size=7))
def test_each_text_is_valid_and_arrives_unchanged(
    texts: list[str], schema: etree.XMLSchema
) -> None:
    sender_id, sender_password, company, user, password, entity, name = texts
    where = functions.equal_to("NAME", name)
    function = functions.query(name, [name], where=where, order_by=name)
    login = UserLogin(company, user, password, entity)

    request = etree.fromstring(
        written(function.body, login=login, sender=SenderLogin(sender_id, sender_password))
    )

    schema.assertValid(request)
    sent = [request.findtext(f"control/{part}") or "" for part in ("senderid", "password")]
    parts = ("companyid", "userid", "password", "locationid")
    sent += [request.findtext(f"operation/authentication/login/{part}") or "" for part in parts]
    assert sent == texts[:6]
    assert (request.findtext(".//filter/equalto/value") or "") == name


@pytest.mark.parametrize("page_size", [0, -1, 2001])
def test_a_page_outside_the_grammar_is_refused(page_size: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 2000"):
        functions.query("VENDOR", ["RECORDNO"], page_size=page_size)


def test_a_query_without_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one field"):
        functions.query("VENDOR", [])


def test_a_wrong_order_would_be_noticed(schema: etree.XMLSchema) -> None:
    request = etree.fromstring(written(functions.get_applications().body))
    authentication = request.find("operation/authentication")
    assert authentication is not None
    authentication[:] = [etree.fromstring(b"<login><companyid/><userid/><password/></login>")]

    assert not schema.validate(request)
