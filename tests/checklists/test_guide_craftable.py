"""The Craftable guide says what Craftable says, in an order that can be walked."""

import pytest

from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.instructions import Note
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import PROBED, Purpose
from apps.checklists.guide.walk import parts

GUIDE = load(BUILT_IN / "craftable.yaml")
ALL_WAYS = list(combinations(GUIDE))


@pytest.mark.parametrize(
    ("step", "label", "exact"),
    [
        ("sender", "Sender ID", b"CraftableMPP"),
        ("user", "User ID", b"Craftable"),
        ("user", "Account email address", b"integrations@craftable.com"),
        ("user", "User type", b"Business"),
    ],
)
def test_values_to_paste_are_exact(step: str, label: str, exact: bytes) -> None:
    values = [each for row in GUIDE.step(step).instructions for each in row.values]

    pasted = [GUIDE.variable(each.variable).value for each in values if each.label == label]

    assert [value.encode() for value in pasted if value] == [exact]


@pytest.mark.parametrize("decisions", ALL_WAYS)
def test_each_purpose_has_one_home_whatever_is_decided(decisions: dict[str, str]) -> None:
    served = [each for step in GUIDE.steps_for(decisions) for each in step.serves]

    assert sorted(served) == sorted([*PROBED["xml"], Purpose.HANDED_OVER])


@pytest.mark.parametrize(("role_kind", "home"), [("restricted", "role"), ("admin", "user")])
def test_missing_permissions_reopen_the_step_that_gives_them(role_kind: str, home: str) -> None:
    decisions = {"role_kind": role_kind, "level": "single"}

    for purpose in (Purpose.ROLE_PERMISSIONS, Purpose.MODULE_SUBSCRIBED):
        step = GUIDE.step_serving(purpose, decisions)
        assert step is not None
        assert step.id == home


@pytest.mark.parametrize(
    ("level", "extra", "repeats", "access"),
    [
        ("single", set(), False, "user"),
        ("top", {"entity-access"}, False, "entity-access"),
        ("entity", {"entities"}, True, "user"),
    ],
)
def test_the_level_decides_on_users_and_entities(
    *, level: str, extra: set[str], repeats: bool, access: str
) -> None:
    steps = {step.id: step for step in GUIDE.steps_for({"role_kind": "admin", "level": level})}

    assert steps.keys() & {"entities", "entity-access"} == extra
    assert (steps["user"].repeat is not None) is repeats
    assert Purpose.ENTITY_ACCESS in steps[access].serves


def test_the_role_to_give_follows_the_decision() -> None:
    def role_values(role_kind: str) -> list[str]:
        steps = GUIDE.steps_for({"role_kind": role_kind, "level": "top"})
        user = next(step for step in steps if step.id == "user")
        return [v.variable for row in user.instructions for v in row.values if v.label == "Role"]

    assert role_values("admin") == ["admin_role"]
    assert role_values("restricted") == ["role_title"]


def test_the_role_has_all_permissions_in_five_applications() -> None:
    matrix = GUIDE.matrix("craftable-role")

    assert matrix.preset == "All"
    assert [GUIDE.application(row.application).name for row in matrix.rows] == [
        "Company",
        "Cash Management",
        "General Ledger",
        "Accounts Payable",
        "Accounts Receivable",
    ]


def test_open_decisions_leave_out_what_depends_on_them() -> None:
    ids = [step.id for step in GUIDE.steps_for({})]

    assert "role" not in ids
    assert "entities" not in ids
    assert GUIDE.step_serving(Purpose.ROLE_PERMISSIONS, {}) is None


def test_previews_take_the_recommended_option() -> None:
    assert GUIDE.with_recommended({}) == {"role_kind": "restricted", "level": "single"}
    assert GUIDE.with_recommended({"level": "top"})["level"] == "top"


def test_passwords_are_asked_for_and_never_written() -> None:
    secrets = [each for each in GUIDE.variables if each.secret]

    assert [each.name for each in secrets] == ["user_password"]
    assert "user_password" in GUIDE.step("user").asks
    assert "user_password" not in GUIDE.values


def test_our_own_words_are_marked_as_ours() -> None:
    notes = [note for _, note in parts(GUIDE, Note)]

    assert [note.text[:5] for note in notes if note.by == "vendor"] == ["Note:"]
    assert len(notes) > 10


def test_the_password_goes_to_craftables_mailbox() -> None:
    password = GUIDE.variable("user_password")

    assert password.mailed_to == "account_email"
    assert GUIDE.variable("account_email").owner == "vendor"
    assert password.lifetime
