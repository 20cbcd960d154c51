import pytest

from apps.checklists.guide.conditions import Condition


@pytest.mark.parametrize(
    ("source", "decisions", "holds"),
    [
        ("role_kind == admin", {"role_kind": "admin"}, True),
        ("role_kind == admin", {"role_kind": "restricted"}, False),
        ("level != top", {"level": "entity"}, True),
        ("level != top", {"level": "top"}, False),
        ("level != top", {}, False),
        ("level == top|single", {"level": "single"}, True),
        ("level != top|single", {"level": "single"}, False),
        ("level != top|single", {}, False),
        ("role_kind == admin and level != top", {"role_kind": "admin", "level": "single"}, True),
        ("role_kind == admin and level != top", {"role_kind": "admin", "level": "top"}, False),
        ("role_kind == admin and level != top", {"role_kind": "admin"}, False),
    ],
)
def test_a_condition_holds_when_all_its_clauses_do(
    *, source: str, decisions: dict[str, str], holds: bool
) -> None:
    assert Condition.parse(source).holds(decisions) is holds


@pytest.mark.parametrize(
    "source",
    [
        "",
        "level",
        "level = top",
        "level==top",
        "level == top|",
        "level == top | one",
        "level == top or x == y",
        "a == b and ",
    ],
)
def test_what_is_no_condition_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="is no condition"):
        Condition.parse(source)


def test_a_condition_is_written_as_it_was_read() -> None:
    source = "role_kind == admin and level != top|single"

    assert str(Condition.parse(source)) == source
