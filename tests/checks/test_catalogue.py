"""What the catalogue must keep to: design D6 and ../shared/reference/ux.md §6.2."""

import re

import pytest

from apps.checklists.guide.purposes import Purpose
from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Audience, Kind, Told, tell

KINDS = list(CATALOGUE.values())
EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
NAMED = {name for kind in KINDS for name in re.findall(r"{(\w+)}", repr(kind))}
VALUES = dict.fromkeys(NAMED, "known")
FORBIDDEN = re.compile(
    r"\b(please|sorry|oops|invalid|illegal|failed to|error occurred|credentials?|authenticate"
    r"|payload|endpoint|token|401|contact support|successfully)\b",
    re.IGNORECASE,
)


def sentences(told: Told) -> str:
    acts = [part for act in told.fix for part in (*act.path, act.text)]
    return " | ".join([told.title, told.brief, told.saw, told.why, *acts])


@EACH
def test_with_every_value_known_nothing_is_left_open(kind: Kind) -> None:
    said = sentences(tell(kind, VALUES))

    assert "…" not in said
    assert not re.search(r"[{}]", said)


@EACH
def test_no_forbidden_word_is_said(kind: Kind) -> None:
    assert FORBIDDEN.findall(sentences(tell(kind, VALUES))) == []


@EACH
def test_a_purpose_is_one_that_guides_know(kind: Kind) -> None:
    assert kind.purpose in {"", *Purpose}


@EACH
def test_only_what_a_customer_can_mend_says_how(kind: Kind) -> None:
    mendable = kind.audience == Audience.CUSTOMER

    assert bool(kind.fix) is mendable
    assert bool(kind.minutes) is mendable
    assert bool(kind.purpose) is mendable


@EACH
def test_headlines_are_short_and_fixes_have_few_acts(kind: Kind) -> None:
    assert len(tell(kind, VALUES).title.split()) <= 9
    assert len(kind.fix) <= 4


def test_codes_are_unique_and_named_area_dot_problem() -> None:
    assert [code for code in CATALOGUE if not re.fullmatch(r"[a-z_]+\.[a-z_]+", code)] == []
    assert {code: kind.code for code, kind in CATALOGUE.items()} == {
        code: code for code in CATALOGUE
    }


def test_only_sign_ins_may_lock() -> None:
    assert {kind.code for kind in KINDS if kind.may_lock} == {
        "sign_in.refused",
        "sign_in.stopped",
        "sign_in.locked",
    }
