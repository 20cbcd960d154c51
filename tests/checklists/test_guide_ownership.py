"""Who gives a value, who may see it, and who may be asked for it."""

from pathlib import Path

import pytest

from apps.checklists.guide.errors import GuideRefused
from apps.checklists.guide.loader import load
from tests.checklists.features.feature import guide_with

SECRET = "- {name: pass_word, label: Password, owner: customer, kind: secret}"
VENDORS = "- {name: app_name, label: App, owner: vendor, scope: vendor}"
TYPED = "values: [{variable: pass_word, label: Password, copyable: false}]"


def write(folder: Path, **snippets: str) -> Path:
    path = folder / "guide.yaml"
    path.write_text(guide_with(**snippets), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("variables", "step", "sentence"),
    [
        (
            SECRET,
            "asks: [pass_word]\nhand_offs: [{to: vendor_operator, via: mail, values: [pass_word]}]",
            'The secret "pass_word" may not go by mail.',
        ),
        (VENDORS, "hint: Name it {app_name}.", 'The vendor owns "app_name": give its "value"'),
        (VENDORS, "asks: [app_name]", 'The customer does not own "app_name".'),
        (
            "- {name: both, label: Both, owner: customer, derived: 'x{company_id}'}",
            "asks: [both]",
            '"both" is derived: nobody has to answer it.',
        ),
        (
            "- {name: one, label: One, owner: customer, scope: entity}",
            "asks: [one]",
            'Here the scope of "one" must be tenant or environment.',
        ),
        (
            "- {name: environment, label: Where, owner: customer}",
            "asks: [environment]",
            '"environment" is known already.',
        ),
        (
            SECRET.replace("secret}", "secret, mailed_to: company_id}"),
            "asks: [pass_word]",
            '"company_id" is no email address.',
        ),
        (
            "- {name: sent, label: Sent, owner: customer, derived: '{later}'}\n"
            "- {name: later, label: Later, owner: customer}",
            "asks: [later]\nhint: Take {sent}.",
            '"later" must stand above "sent".',
        ),
    ],
)
def test_a_value_in_the_wrong_hands_is_refused(
    *, tmp_path: Path, variables: str, step: str, sentence: str
) -> None:
    path = write(tmp_path, variables=variables, step=step)

    with pytest.raises(GuideRefused) as refused:
        load(path)

    assert sentence in str(refused.value)


def test_the_vendors_side_is_asked_for_what_the_vendor_owns(tmp_path: Path) -> None:
    steps = (
        "- {id: register, title: Register, actor: vendor_developer, minutes: 9, asks: [app_name]}"
    )

    guide = load(write(tmp_path, variables=VENDORS, steps=steps, step="hint: See {app_name}."))

    assert guide.step("register").on_vendor_side


def test_a_secret_may_be_typed_where_nothing_shows_it(tmp_path: Path) -> None:
    guide = load(write(tmp_path, variables=SECRET, step="asks: [pass_word]", instruction=TYPED))

    assert not guide.step("work").instructions[0].values[0].copyable


@pytest.mark.parametrize(
    ("over", "items"),
    [
        ("environment", ("production", "implementation")),
        ("application", ("General Ledger", "Accounts Payable")),
        ("sender", ("LarchMPP",)),
    ],
)
def test_a_step_repeats_over_what_the_guide_knows(
    tmp_path: Path, over: str, items: tuple[str, ...]
) -> None:
    guide = load(
        write(
            tmp_path,
            guide="senders: [{id: ours, label: Larch, sender_id: sender_id}]",
            variables="- {name: sender_id, label: Sender ID, owner: vendor, value: LarchMPP}",
            step=f"repeat: {{each: item, over: {over}}}\nhint: For {{item}}.",
        )
    )

    assert guide.items_of(guide.step("work"), {}) == items
    assert guide.items_of(guide.step("company"), {}) == ()
