from collections.abc import Callable
from typing import Any

import pytest

from tests.simulator import speech
from tests.simulator.conftest import FULL, Simulator, error

DENIED = "You do not have permission for API operation {} on objects of type {}"
BARE = speech.login("bare", password="bare-password")


def grant(simulator: Simulator, permissions: dict[str, Any], **members: Any) -> None:
    roles = [{"name": "Causeway", "permissions": permissions}]
    simulator.sim("PATCH", "companies/Acme", {"roles": roles, **members}).raise_for_status()


def test_a_role_with_the_right_may_query(simulator: Simulator) -> None:
    answer = simulator.ask(speech.query("GLACCOUNT"))

    assert answer.findtext(".//result/status") == "success"


@pytest.mark.parametrize(
    ("call", "verb", "name"),
    [
        (speech.query("VENDOR"), "QUERY", "VENDOR"),
        ("<readByQuery><object>VENDOR</object><query/></readByQuery>", "READ_BY_QUERY", "vendor"),
        ("<read><object>VENDOR</object><keys>1</keys></read>", "READ", "VENDOR"),
        ("<readByName><object>VENDOR</object><keys>V0001</keys></readByName>",
         "READ_BY_NAME", "VENDOR"),
        ("<create><VENDOR><VENDORID>V9</VENDORID></VENDOR></create>", "CREATE", "VENDOR"),
        ("<update><GLACCOUNT><ACCOUNTNO>1000</ACCOUNTNO></GLACCOUNT></update>",
         "UPDATE", "GLACCOUNT"),
        ("<delete><object>GLACCOUNT</object><keys>1</keys></delete>", "DELETE", "GLACCOUNT"),
    ],
)  # fmt: skip
def test_each_verb_asks_for_its_own_right(
    simulator: Simulator, call: str, verb: str, name: str
) -> None:
    answer = simulator.ask(call)

    assert error(answer) == ("PL04000005", DENIED.format(verb, name))


def test_an_object_without_rows_refuses_all_the_same(simulator: Simulator) -> None:
    assert error(simulator.ask(speech.query("APTERM")))[0] == "PL04000005"


@pytest.mark.parametrize("call", ["lookup", "inspect"])
def test_lookup_and_inspect_ask_for_no_permission(simulator: Simulator, call: str) -> None:
    answer = simulator.ask(f"<{call}><object>VENDOR</object></{call}>", who=BARE)

    assert answer.findtext(".//result/status") == "success"


@pytest.mark.parametrize("who", [speech.login(), FULL])
def test_a_module_the_company_lacks_is_told_differently(simulator: Simulator, who: str) -> None:
    answer = simulator.ask(speech.query("CUSTOMER"), who=who)

    words = "API operation 'QUERY' cannot be performed on objects of type CUSTOMER"
    assert error(answer) == ("PL04000005", words)


def test_a_full_admin_may_do_everything_subscribed(simulator: Simulator) -> None:
    names = ("GLACCOUNT", "VENDOR", "CHECKINGACCOUNT", "LOCATIONENTITY", "ROLES")

    answer = simulator.ask(*map(speech.query, names), who=FULL)

    assert {one.text for one in answer.iterfind("operation/result/status")} == {"success"}


def test_a_limited_admin_may_do_everything_in_company(simulator: Simulator) -> None:
    simulator.sim(
        "PATCH", "companies/Acme", {"users": [{"id": "ws", "admin": "limited", "roles": []}]}
    )

    answer = simulator.ask(speech.query("DEPARTMENT"), speech.query("GLACCOUNT"))

    assert [one.text for one in answer.iterfind(".//result/status")] == ["success", "failure"]


@pytest.mark.parametrize(
    ("permissions", "query", "create"),
    [
        ({"AP": "All"}, "success", "success"),
        ({"AP": "ReadOnly"}, "success", "failure"),
        ({"AP": {"Vendors": "All"}}, "success", "success"),
        ({"AP": {"Vendors": "List"}}, "success", "failure"),
        ({"AP": {"Vendors": "List|View|Add"}}, "success", "success"),
        ({"AP": {"Vendors": ""}}, "failure", "failure"),
        ({"AP": {"Bills": "List|View"}}, "failure", "failure"),
        ({}, "failure", "failure"),
    ],
)
def test_rights_are_read_from_the_role(
    simulator: Simulator, permissions: dict[str, Any], query: str, create: str
) -> None:
    grant(simulator, permissions)
    new = "<create><VENDOR><VENDORID>V9</VENDORID><NAME>Nine</NAME></VENDOR></create>"

    answer = simulator.ask(speech.query("VENDOR"), new)

    assert [one.text for one in answer.iterfind(".//result/status")] == [query, create]


def test_a_change_of_the_role_reaches_an_open_session(simulator: Simulator) -> None:
    session = simulator.session()
    grant(simulator, {"AP": "ReadOnly"})

    answer = simulator.ask(speech.query("VENDOR"), speech.query("GLACCOUNT"), who=session)

    assert [one.text for one in answer.iterfind(".//result/status")] == ["success", "failure"]


def test_the_denial_of_audit_history_has_no_errorno(simulator: Simulator) -> None:
    grant(simulator, {})

    answer = simulator.ask(speech.query("AUDITHISTORY", "ID"))

    assert error(answer) == ("", "You do not have permission to view audit history")


def test_roles_do_not_exist_in_a_company_of_user_permissions(simulator: Simulator) -> None:
    simulator.set_up(permissionType="user")

    answer = simulator.ask(speech.query("ROLES"), speech.query("USERRIGHTS", "POLICY"))

    assert [one.text for one in answer.iterfind(".//result/status")] == ["failure", "success"]
    assert "Accounts" in [one.text for one in answer.iter("POLICY")]


def test_the_rights_of_a_user_are_listed(simulator: Simulator) -> None:
    call = "<getUserPermissions><userId>ws</userId></getUserPermissions>"

    answer = simulator.ask(call)

    names = [one.text for one in answer.iter("applicationName")]
    assert names == ["Company", "General Ledger"]
    policy = answer.find(".//appSubscription[2]/policies/policy")
    assert policy is not None
    assert [child.text for child in policy] == ["Accounts", "List|View"]


def test_a_module_without_known_objects_is_listed_too(simulator: Simulator) -> None:
    grant(
        simulator,
        {"CO": {"Users": "List|View"}, "PO": "ReadOnly"},
        applications=["CO", "GL", "PO"],
    )

    answer = simulator.ask("<getUserPermissions><userId>ws</userId></getUserPermissions>")

    purchasing = answer.find(".//appSubscription[2]")
    assert purchasing is not None
    assert purchasing.findtext("applicationName") == "Purchasing"
    assert [one.text for one in purchasing.iter("rights")] == ["List|View"]


def test_listing_rights_needs_the_right_to_view_users(simulator: Simulator) -> None:
    call = "<getUserPermissions><userId>bare</userId></getUserPermissions>"

    answer = simulator.ask(call, who=BARE)

    assert error(answer)[0] == "PL04000005"


def test_rights_of_an_unknown_user_are_refused(simulator: Simulator) -> None:
    answer = simulator.ask("<getUserPermissions><userId>nobody</userId></getUserPermissions>")

    assert error(answer) == ("BL03000025", "Login ID nobody does not exist.")


def test_the_wording_for_a_missing_module_can_be_changed(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(unsubscribed_wording="subscription")

    assert error(simulator.ask(speech.query("CUSTOMER"))) == (
        "",
        "Customers module is not subscribed",
    )
