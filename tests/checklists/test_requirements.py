"""What connections are asked to hold, from matrices of every kind the format has."""

from pathlib import Path
from typing import Any

import pytest

from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.library import newest
from apps.checklists.requirements import requirements_of

MORE_ROWS = """matrices:
  - id: with-expenses
    level: activity
    preset: Read only
    when: role_kind == restricted and level == top
    rows:
      - application: AP
        activity: Bills
        rights: [List, View, Add]
      - application: AP
        activity: Checks
        preset: None
      - application: GL
        activity: Budgets
        if_present: true
      - application: AR
        preset: Unspecified
      - application: CM
        when: level == entity
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """Craftable's guide with a second matrix, used by an instruction of the same role."""
    text = (BUILT_IN / "craftable.yaml").read_text(encoding="utf-8")
    path = tmp_path / "craftable.yaml"
    path.write_text(text.replace("matrices:\n", MORE_ROWS, 1), encoding="utf-8")
    return load(path)


def demanded(guide: Guide, kind: str = "permissions", **context: str) -> list[tuple[Any, ...]]:
    rows = requirements_of(guide, {"environment": "production", **context})[kind]
    return [(row["application"], row["activity"], tuple(row["rights"])) for row in rows]


def test_a_module_s_preset_is_spelled_out() -> None:
    rows = demanded(newest("craftable"), role_kind="restricted", level="top")

    assert ("General Ledger", "", ("List", "View", "Add", "Edit", "Delete")) in rows
    assert len(rows) == 5


def test_a_row_of_one_activity_asks_for_its_own_rights(guide: Guide) -> None:
    rows = demanded(guide, role_kind="restricted", level="top")

    assert ("Accounts Payable", "Bills", ("List", "View", "Add")) in rows


def test_a_matrix_or_a_row_may_not_apply(guide: Guide) -> None:
    apart = demanded(guide, role_kind="admin", level="top")
    inside = demanded(guide, role_kind="restricted", level="top")

    assert not [row for row in apart if row[1]]
    assert ("Cash Management", "", ("List", "View")) not in inside


def test_what_is_forbidden_or_may_be_absent_is_not_demanded(guide: Guide) -> None:
    context = {"role_kind": "restricted", "level": "top"}

    assert demanded(guide, "forbidden", **context) == [("Accounts Payable", "Checks", ())]
    assert demanded(guide, "permissions_if_present", **context) == [
        ("General Ledger", "Budgets", ("List", "View"))
    ]
    assert not {"Checks", "Budgets"} & {row[1] for row in demanded(guide, **context)}


def test_what_the_vendor_leaves_open_asks_for_nothing(guide: Guide) -> None:
    rows = demanded(guide, role_kind="restricted", level="top")

    assert [row for row in rows if row[0] == "Accounts Receivable"] == [
        ("Accounts Receivable", "", ("List", "View", "Add", "Edit", "Delete"))
    ]


def test_more_rights_are_a_surplus_only_where_a_matrix_was_shown() -> None:
    craftable = newest("craftable")

    assert requirements_of(craftable, {"role_kind": "restricted"})["excess"]
    assert not requirements_of(craftable, {"role_kind": "admin"})["excess"]
