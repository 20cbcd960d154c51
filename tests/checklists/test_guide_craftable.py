"""The Craftable guide says what Craftable says, in an order that can be walked."""

import re
from pathlib import Path

import pytest

from apps.checklists.guide.coverage import combinations
from apps.checklists.guide.format import Guide
from apps.checklists.guide.loader import BUILT_IN, load
from apps.checklists.guide.purposes import PROBED, Purpose
from apps.checklists.guide.text import Text
from apps.checklists.guide.walk import leaves

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "003_3bf6b27370921a0b.txt"
GUIDE = load(BUILT_IN / "craftable.yaml")
ALL_WAYS = list(combinations(GUIDE))


def test_every_sentence_of_the_seed_is_in_the_guide() -> None:
    if not SEED.exists():
        pytest.skip("the seed guides are not beside this repository")
    sentences = sentences_of(SEED.read_text(encoding="utf-8"))
    words = words_of(GUIDE)

    missing = [sentence for sentence in sentences if sentence not in words]

    assert len(sentences) > 30
    assert missing == []


def sentences_of(page: str) -> list[str]:
    lines = [plain(line) for line in page.splitlines() if line.strip()]
    return [sentence for line in lines for sentence in re.split(r"(?<=\.) (?=[A-Z])", line)]


def words_of(guide: Guide) -> str:
    rendered = (
        leaf.render(guide.values) if isinstance(leaf, Text) else leaf
        for _, leaf in leaves(guide)
        if isinstance(leaf, str)
    )
    return "\n".join(map(plain, rendered))


def plain(words: str) -> str:
    """Words without the list number, the kind of quotes and the width of white space."""
    straight = words.translate(str.maketrans("“”’", '""\''))
    return " ".join(re.sub(r"^\s*\d+\.\s", "", straight).split())


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


@pytest.mark.parametrize("decisions", ALL_WAYS)
def test_needed_steps_come_first_and_apply(decisions: dict[str, str]) -> None:
    done: set[str] = set()

    for step in GUIDE.steps_for(decisions):
        assert set(step.needs) <= done
        done.add(step.id)


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
    notes = [leaf for place, leaf in leaves(GUIDE) if place[-1] == "by"]

    assert notes.count("vendor") == 1
    assert notes.count("editor") > 10
