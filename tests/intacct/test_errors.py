import copy

import pytest

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

WORDS = (ErrorDetail(errorno="Query canary Failed", description2="canary"),)
NUMBERED = (ErrorDetail(errorno="PL04000076"), ErrorDetail(errorno="XL03000006"))

EACH: list[IntacctError] = [
    Unreachable(UnreachableReason.TIMEOUT),
    Unclear(UnclearReason.HTML, http_status=502, errors=WORDS),
    Throttled(retry_after=60, http_status=429, errors=WORDS),
    Offline(retry_after=60, http_status=503, errors=WORDS),
    Refused(layer=Layer.FUNCTION, http_status=200, errors=WORDS, function="query"),
]


@pytest.mark.parametrize("error", EACH, ids=lambda error: type(error).__name__)
def test_no_text_of_intacct_shows(error: IntacctError) -> None:
    assert "canary" not in str(error) + repr(error) + repr(error.args)


@pytest.mark.parametrize("error", EACH, ids=lambda error: type(error).__name__)
def test_each_survives_being_copied(error: IntacctError) -> None:
    for twin in (copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)


def test_a_refusal_shows_its_layer_and_numbers() -> None:
    refusal = Refused(layer=Layer.AUTHENTICATION, http_status=200, errors=NUMBERED)

    assert str(refusal) == (
        "Intacct refused at the authentication layer (PL04000076, XL03000006, HTTP 200)"
    )
