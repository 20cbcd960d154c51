"""Each rule of the REST diagnosis is held by a test: drop it or change its code, and one is red."""

from dataclasses import replace

import pytest

from apps.checks import rest_diagnosis
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Audience
from apps.checks.rest_diagnosis import APPROVED, OWN, RULES, Asked, RestRule, diagnose_rest
from apps.intacct import (
    IntacctError,
    Offline,
    Throttled,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from tests.checks.rest_refusals import CASES, Case

EACH = pytest.mark.parametrize(
    "rule", RULES, ids=lambda rule: f"{'+'.join(rule.ways)}-{rule.asked}-{rule.code}"
)
TROUBLES: list[tuple[IntacctError, str]] = [
    (Unreachable(UnreachableReason.TIMEOUT), "intacct.unreachable"),
    (Unclear(UnclearReason.HTML, http_status=200), "intacct.unreadable"),
    (Throttled(retry_after=5, http_status=429), "intacct.busy"),
    (Offline(retry_after=5, http_status=503), "intacct.offline"),
]


def broken(monkeypatch: pytest.MonkeyPatch, rule: RestRule, *instead: RestRule) -> None:
    rules = [kept for each in RULES for kept in (instead if each is rule else (each,))]
    monkeypatch.setattr(rest_diagnosis, "RULES", tuple(rules))


def found(case: Case) -> str:
    return diagnose_rest(case.error, asked=case.asked, way=case.way).code


def table_is_red() -> bool:
    return any(found(case) != case.code for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.way}-{case.asked}-{case.code}")
def test_every_refusal_means_its_finding(case: Case) -> None:
    assert found(case) == case.code


@EACH
def test_without_a_rule_the_table_goes_red(rule: RestRule, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, rule)

    assert table_is_red()


@EACH
def test_with_a_wrong_code_the_table_goes_red(
    rule: RestRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, rule, replace(rule, code="company.demo_expired"))

    assert table_is_red()


@pytest.mark.parametrize(("error", "code"), TROUBLES, ids=[code for _, code in TROUBLES])
@pytest.mark.parametrize("way", [OWN, APPROVED])
def test_trouble_is_intacct_s_whenever_it_comes(error: IntacctError, code: str, way: str) -> None:
    told = {diagnose_rest(error, asked=asked, way=way).code for asked in Asked}

    assert told == {code}
    assert CATALOGUE[code].audience == Audience.INTACCT


def test_the_number_and_the_words_are_kept_for_support() -> None:
    case = CASES[0]

    values = diagnose_rest(case.error, asked=case.asked, way=case.way).values
    assert (values["errorno"], values["layer"]) == ("REST-1216", "token")
