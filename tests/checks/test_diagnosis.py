"""Each error as Intacct words it; rows E… of ../shared/intacct/intacct-errors.tsv."""

import pytest

from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import ANY, RULES, Diagnosis, Rule, diagnose
from apps.intacct import (
    ErrorDetail,
    IntacctError,
    Layer,
    Offline,
    Refused,
    Throttled,
    Unclear,
    UnclearReason,
    Unreachable,
    UnreachableReason,
)
from tests.checks.refusals import REFUSALS
from tests.checks.script import WRONG_PASSWORD, refused

GATEWAY, CONTROL = Layer.GATEWAY, Layer.CONTROL
AUTHENTICATION, FUNCTION = Layer.AUTHENTICATION, Layer.FUNCTION


@pytest.mark.parametrize(("layer", "errorno", "text", "code"), REFUSALS)
def test_a_refusal_means_its_finding(layer: Layer, errorno: str, text: str, code: str) -> None:
    assert diagnose(refused(layer, (errorno, text))).code == code


def fitting(layer: Layer, errorno: str, text: str) -> Rule:
    error = ErrorDetail(errorno=errorno, description2=text)
    return next(rule for rule in RULES if rule.fits(layer, error))


def test_every_rule_of_the_table_is_reached() -> None:
    assert {fitting(*refusal[:3]) for refusal in REFUSALS} == set(RULES)


def test_words_in_the_correction_count_too() -> None:
    error = ErrorDetail(correction="Something is amiss. Please Try Again Later.")

    found = diagnose(Refused(layer=GATEWAY, http_status=400, errors=(error,)))

    assert found.code == "intacct.busy"


def test_all_errors_are_read_not_the_last() -> None:
    locked = ("PL04000076", "This user is in LOCKEDOUT state")
    misleading = ("XL03000006", "Sign-in information is incorrect")

    assert diagnose(refused(AUTHENTICATION, locked, misleading)).code == "sign_in.locked"
    assert diagnose(refused(AUTHENTICATION, misleading, locked)).code == "sign_in.locked"


def test_the_number_alone_decides_nothing() -> None:
    assert diagnose(refused(CONTROL, ("XL03000006", "Of the moon"))).code == "intacct.unrecognized"


def test_unknown_words_are_quoted() -> None:
    answer = diagnose(refused(FUNCTION, ("BL01001973", "The moon is full"), ("", "Second")))

    assert answer.code == "intacct.unrecognized"
    assert answer.values == {
        "quote": "The moon is full",
        "layer": "function",
        "errorno": "BL01001973",
        "http_status": "200",
    }


def test_a_refusal_without_words_still_says_something() -> None:
    assert diagnose(refused(FUNCTION)).values["quote"] == "(no words)"


def test_a_long_quote_is_cut() -> None:
    assert len(diagnose(refused(FUNCTION, ("", "x" * 900))).values["quote"]) == 300


def test_the_support_id_goes_with_it() -> None:
    error = ErrorDetail(description2="Sign-in information is incorrect", support_id="AbC~1")

    found = diagnose(Refused(layer=AUTHENTICATION, http_status=200, errors=(error,)))

    assert found.values["support_id"] == "AbC~1"


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        (
            Unreachable(UnreachableReason.TIMEOUT),
            Diagnosis("intacct.unreachable", {"reason": "timeout"}),
        ),
        (
            Unclear(UnclearReason.HTML, http_status=200),
            Diagnosis("intacct.unreadable", {"http_status": "200"}),
        ),
        (Throttled(retry_after=60, http_status=429), Diagnosis("intacct.busy")),
        (Offline(retry_after=60, http_status=503), Diagnosis("intacct.offline")),
    ],
    ids=["timeout", "html", "throttled", "offline"],
)
def test_trouble_is_never_the_customer_s(trouble: IntacctError, expected: Diagnosis) -> None:
    found = diagnose(trouble)

    assert found == expected
    assert CATALOGUE[found.code].audience == "intacct"
    assert CATALOGUE[found.code].unclear


def test_a_rule_keeps_to_its_layers() -> None:
    words = WRONG_PASSWORD.errors[0].text

    assert diagnose(refused(GATEWAY, ("", words))).code == "intacct.unrecognized"
    assert set(ANY) == set(Layer)
