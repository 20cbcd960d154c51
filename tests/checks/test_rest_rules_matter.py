"""The matrix leans on the rules of the REST diagnosis: change one, and its case goes red."""

from dataclasses import replace

import pytest

from apps.checks import rest_diagnosis
from apps.checks.diagnosis import Diagnosis
from apps.checks.rest_diagnosis import APPROVED, OWN, RULES, Asked, RestRule, diagnose_rest
from apps.intacct import ErrorDetail, IntacctError, Refused
from apps.intacct.rest import refusal_of
from apps.ops.benches.diagnosis import play
from apps.ops.benches.matrix import Case, cases
from apps.ops.benches.stage import Stage

KNOCKED = {"client.unknown", "application.refused"}  # the knock tells these as well
Leaning = dict[RestRule, Case]


def met(error: IntacctError, *, asked: Asked, way: str) -> RestRule | None:
    """The rule that decides about an error."""
    if not isinstance(error, Refused):
        return None
    told, refusal = error.errors or (ErrorDetail(),), refusal_of(error)
    fitting = (
        rule
        for rule in RULES
        if any(rule.fits(refusal, each, asked=asked, way=way) for each in told)
    )
    return next(fitting, None)


def rules_met(stage: Stage, case: Case, patch: pytest.MonkeyPatch) -> set[RestRule]:
    """Play a case that must be right, and name the rules its refusals met."""
    found: set[RestRule | None] = set()

    def overheard(error: IntacctError, *, asked: Asked, way: str) -> Diagnosis:
        found.add(met(error, asked=asked, way=way))
        return diagnose_rest(error, asked=asked, way=way)

    patch.setattr("apps.checks.visits.diagnose_rest", overheard)
    assert play(stage, case).is_right(case), case
    return {rule for rule in found if rule is not None}


@pytest.fixture(scope="module")
def leaning(simulated: Stage) -> Leaning:
    """For each rule that the matrix meets, one case that leans on it."""
    found: Leaning = {}
    with pytest.MonkeyPatch.context() as patch:
        for case in cases():
            if case.guide.auth in {OWN, APPROVED} and case.fault.mishap is None:
                for rule in rules_met(simulated, case, patch):
                    found.setdefault(rule, case)
    return found


def test_the_matrix_goes_red_for_every_rule_it_leans_on(
    simulated: Stage, leaning: Leaning, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(leaning) >= 8
    for rule, case in leaning.items():
        if rule.code in KNOCKED:
            continue
        wrong = replace(rule, code="company.demo_expired")
        rules = tuple(wrong if each is rule else each for each in RULES)
        monkeypatch.setattr(rest_diagnosis, "RULES", rules)

        assert not play(simulated, case).is_right(case), rule
