"""Each rule of the diagnosis is held by a test: break it, and a table or the matrix goes red."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from apps.checks import diagnosis
from apps.checks.diagnosis import RULES, Rule
from apps.intacct import IntacctError, Refused
from apps.ops.benches.diagnosis import play
from apps.ops.benches.matrix import Case, cases
from apps.ops.benches.stage import Stage, simulator
from tests.checks.refusals import REFUSALS
from tests.checks.script import refused

SILENT = {"hang", "drip"}
WORDED = [(refused(layer, (number, text)), code) for layer, number, text, code in REFUSALS]
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.text[:20]}")


def break_rule(monkeypatch: pytest.MonkeyPatch, rule: Rule, *instead: Rule) -> None:
    rules = [kept for each in RULES for kept in (instead if each is rule else (each,))]
    monkeypatch.setattr(diagnosis, "RULES", tuple(rules))


def miscoded(rule: Rule) -> Rule:
    """The rule, leading to a finding that is wrong for it."""
    other = "sign_in.locked" if rule.code == "company.demo_expired" else "company.demo_expired"
    return replace(rule, code=other)


def table_is_red() -> bool:
    return any(diagnosis.diagnose(error).code != code for error, code in WORDED)


def test_unbroken_the_table_is_green() -> None:
    assert not table_is_red()


@EACH
def test_without_a_rule_the_table_goes_red(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, rule)

    assert table_is_red()


@EACH
def test_with_a_wrong_code_the_table_goes_red(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, rule, miscoded(rule))

    assert table_is_red()


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with simulator() as stage:
        yield stage


@pytest.fixture(scope="module")
def leaning(stage: Stage) -> dict[Rule, Case]:
    """For each rule that the matrix meets, one case of one guide that leans on it."""
    found: dict[Rule, Case] = {}
    with pytest.MonkeyPatch.context() as patch:
        for case in cases():
            quick = case.fault.mishap is None or case.fault.mishap["kind"] not in SILENT
            if case.guide.slug == "craftable" and quick:
                for rule in rules_met(stage, case, patch):
                    found.setdefault(rule, case)
    return found


def rules_met(stage: Stage, case: Case, patch: pytest.MonkeyPatch) -> set[Rule]:
    """Play a case that must be right, and name the rules its refusals met."""
    errors: list[IntacctError] = []

    def overheard(error: IntacctError) -> diagnosis.Diagnosis:
        errors.append(error)
        return diagnosis.diagnose(error)

    for place in ("interview", "probes"):
        patch.setattr(f"apps.checks.{place}.diagnose", overheard)
    assert play(stage, case).is_right(case), case
    return {rule for error in errors if isinstance(error, Refused) for rule in meeting(error)}


def meeting(error: Refused) -> list[Rule]:
    return [r for r in RULES if any(r.fits(error.layer, each) for each in error.errors)][:1]


def test_the_matrix_goes_red_for_five_rules_broken_at_random(
    stage: Stage, leaning: dict[Rule, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_random = Random(20260504)  # noqa: S311 -- the same five in every run
    for rule in at_random.sample(sorted(leaning, key=RULES.index), 5):
        # With its namesakes: "LOCKEDOUT" in words stands behind PL04000076 on purpose.
        others = tuple(each for each in RULES if each.code != rule.code)
        monkeypatch.setattr(diagnosis, "RULES", others)

        assert not play(stage, leaning[rule]).is_right(leaning[rule]), rule


def test_the_matrix_goes_red_for_every_rule_it_leans_on(
    stage: Stage, leaning: dict[Rule, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(leaning) >= 10
    for rule, case in leaning.items():
        break_rule(monkeypatch, rule, miscoded(rule))

        assert not play(stage, case).is_right(case), rule
