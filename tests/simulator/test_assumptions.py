import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from apps.simulator.assumptions import Assumptions
from tests.simulator import speech
from tests.simulator.conftest import Simulator, error

ME = "<readEntityDetails/>"
ELSEWHERE = "<getAPISession><locationid>999</locationid></getAPISession>"
READ = "<read><object>GLACCOUNT</object><keys>1</keys></read>"
RIGHTS = "<getUserPermissions><userId>ws</userId></getUserPermissions>"
DEPARTMENTS = speech.query("DEPARTMENT")
BAD_FILTER = speech.query("CLASS", more="<filter><isnull><field>F1</field></isnull></filter>")
LIMITED = [{"id": "ws", "password": "user-password", "admin": "limited"}]
OFF = "This company is not authorized for XML transactions. Please subscribe to the XML Gateway."
NO_RIGHT = "You do not have permission for API operation"
ACCOUNTS = "objects of type GLACCOUNT"
DENIED = ("PL04000005", f"{NO_RIGHT} QUERY on {ACCOUNTS}")
DOCUMENT = Path(__file__).parents[2] / "docs" / "simulator.md"


def test_the_document_lists_every_assumption_with_its_default() -> None:
    document = DOCUMENT.read_text().replace(r"\|", "|")
    written = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", document, re.MULTILINE))

    assert written == {name: _text(value) for name, value in asdict(Assumptions()).items()}


def test_an_assumption_is_changed_by_name() -> None:
    changed = Assumptions().changed(
        ["lockout_after=3", "session_recheck=false", "sign_in_wording=No"]
    )

    assert (changed.lockout_after, changed.session_recheck) == (3, False)
    assert changed.sign_in_wording == "No"


def test_every_assumption_is_used_somewhere() -> None:
    sources = (Path(__file__).parents[2] / "apps" / "simulator").rglob("*.py")
    code = "\n".join(path.read_text() for path in sources if path.name != "assumptions.py")

    unused = [name for name in asdict(Assumptions()) if f"assumptions.{name}" not in code]

    assert unused == []


@pytest.mark.parametrize(
    ("assumed", "members", "who", "call", "expected"),
    [
        ({"unknown_company_errorno": "invalidRequest"}, {}, speech.login(company="X"), ME,
         ("invalidRequest", "")),
        ({"unknown_company_errorno": "UJPP0002"}, {}, speech.login(company="X"), ME,
         ("UJPP0002", "")),
        ({"suspended_company_errorno": "other"}, {"status": "suspended"}, None, ME, ("other", "")),
        ({"web_services_off_errorno": "other"}, {"webServices": False}, None, ME, ("other", OFF)),
        ({"sign_in_wording": "Login information is incorrect"}, {}, speech.login("nobody"), ME,
         ("XL03000006", "Login information is incorrect")),
        ({"forbidden_entity_errorno": "other"}, {}, None, ELSEWHERE, ("other", speech.SIGN_IN)),
        ({"list_rights": "Edit"}, {}, None, speech.query("GLACCOUNT"), DENIED),
        ({"read_rights": "Edit"}, {}, None, READ, ("PL04000005", f"{NO_RIGHT} READ on {ACCOUNTS}")),
        ({"user_permissions_right": "Permissions"}, {}, None, RIGHTS,
         ("PL04000005", f"{NO_RIGHT} GETUSERPERMISSIONS on objects of type USERINFO")),
        ({"unknown_object_errorno": "other"}, {}, None, "<lookup><object>X</object></lookup>",
         ("other", "Object type X not found")),
        ({"unknown_filter_field_text": "No"}, {}, None, BAD_FILTER, ("XL03000010", "No")),
    ],
)  # fmt: skip
def test_an_assumption_changes_the_answer(
    make_simulator: Callable[..., Simulator],
    *,
    assumed: dict[str, Any],
    members: dict[str, Any],
    who: str | None,
    call: str,
    expected: tuple[str, str],
) -> None:
    simulator = make_simulator(**assumed)
    simulator.set_up(**members)

    assert error(simulator.ask(call, who=who)) == expected


def test_web_services_off_can_be_an_authentication_failure(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(web_services_off_layer="authentication")
    simulator.set_up(webServices=False)

    answer = simulator.ask(ME)

    assert answer.findtext("operation/authentication/status") == "failure"
    assert error(answer)[1] == OFF


@pytest.mark.parametrize(
    ("assumed", "members", "call", "status"),
    [
        ({"session_must_be_alone": False}, {}, "<getAPISession/>", "success"),
        ({"limited_admin_has_company_rights": False}, {"users": LIMITED}, DEPARTMENTS, "failure"),
    ],
)
def test_a_rule_can_be_assumed_away(
    make_simulator: Callable[..., Simulator],
    assumed: dict[str, Any],
    members: dict[str, Any],
    call: str,
    status: str,
) -> None:
    simulator = make_simulator(**assumed)
    simulator.set_up(**members)

    assert simulator.ask(call, ME).findtext(".//result/status") == status


def test_entities_can_be_hidden_where_only_the_top_level_is_open(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(top_level_only_lists_entities=False)
    simulator.set_up(topLevelOnly=True)

    assert simulator.ask(ME).find(".//entity") is None


def test_a_wrong_entity_can_count_as_a_bad_sign_in(
    make_simulator: Callable[..., Simulator],
) -> None:
    simulator = make_simulator(lockout_counts_wrong_entity=True, lockout_after=1)
    simulator.ask(ME, who=speech.login(entity="999"))

    assert error(simulator.ask(ME))[0] == "PL04000076"


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
