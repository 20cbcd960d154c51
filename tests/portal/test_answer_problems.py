"""Which answers are refused before Intacct is asked, and in what words."""

import pytest

from apps.checklists.guide.variables import Variable
from apps.portal.answer_problems import answer_problem

COMPANY = Variable(name="company_id", label="Company ID", owner="customer")
ENTITIES = Variable(name="entity_ids", label="Entity IDs", owner="customer", kind="list")
PASSWORD = Variable(name="user_password", label="Password", owner="customer", kind="secret")
ROLE = Variable(name="role_title", label="Role name", owner="customer")


@pytest.mark.parametrize("variable", [COMPANY, ENTITIES, PASSWORD, ROLE], ids=lambda v: v.name)
@pytest.mark.parametrize("mark", ["\x01", "\x1b", "\x0c", "\x85", "\udc00", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_refused(variable: Variable, mark: str) -> None:
    said = answer_problem(variable, f"a{mark}b")

    assert said == f"{variable.label} contains a character that cannot be typed. Paste it again."


@pytest.mark.parametrize(("variable", "given"), [(ENTITIES, "1\r\n2\n3\n"), (PASSWORD, " a\tb  ")])
def test_lines_of_a_list_and_tabs_of_a_secret_may_stand(variable: Variable, given: str) -> None:
    assert answer_problem(variable, given) == ""


def test_a_line_break_in_a_single_value_is_refused() -> None:
    assert "cannot be typed" in answer_problem(COMPANY, "Alder\nFinch")


@pytest.mark.parametrize("variable", [COMPANY, ENTITIES], ids=lambda v: v.name)
@pytest.mark.parametrize("mark", ["\u200b", "\xa0", "\ufeff", "\u2028", "\t"])
def test_an_id_holds_nothing_that_nobody_sees(variable: Variable, mark: str) -> None:
    said = answer_problem(variable, f"10{mark}0")

    assert said == f"{variable.label} contains an invisible character. Type it again."


def test_in_a_name_or_a_secret_an_invisible_character_may_stand() -> None:
    assert answer_problem(ROLE, "Rôle\xa0A") == ""
    assert answer_problem(PASSWORD, "pass\u200bword") == ""


@pytest.mark.parametrize(
    ("variable", "fits", "beyond"), [(COMPANY, 80, "80"), (PASSWORD, 200, "200")]
)
def test_an_answer_has_its_longest(variable: Variable, fits: int, beyond: str) -> None:
    assert answer_problem(variable, "x" * fits) == ""
    assert answer_problem(variable, "x" * (fits + 1)) == (
        f"{variable.label} must have {beyond} characters or fewer."
    )


def test_a_list_has_its_longest() -> None:
    ids = [f"{number:03}" for number in range(201)]
    long = [f"{number:03}".ljust(80, "x") for number in range(150)]

    assert answer_problem(ENTITIES, "\r\n".join(ids[:200])) == ""
    assert answer_problem(ENTITIES, "\n".join(ids)) == "Entity IDs must have 200 lines or fewer."
    assert answer_problem(ENTITIES, "\n".join(long)) == (
        "Entity IDs must have 10,000 characters or fewer in all."
    )


def test_nothing_stands_twice_in_a_list() -> None:
    assert answer_problem(ENTITIES, "100\n200\n\n\n100") == "Entity ID 100 stands here twice."
    assert answer_problem(ENTITIES, "a1\nA1\nA1b") == ""
