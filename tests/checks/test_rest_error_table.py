"""The REST diagnosis against every row of ../shared/intacct/intacct-rest-errors.tsv."""

import pytest

from apps.checks.catalogue import CATALOGUE
from apps.checks.findings import Audience
from apps.checks.rest_diagnosis import Asked, diagnose_rest
from tests.checks.rest_error_rows import EXPECTED, Means, Never, Row, errors_of, rows

ROWS = rows()
ABSENT = pytest.param(None, None, marks=pytest.mark.skip(reason="../shared/intacct is not here"))
REACHING = [
    (row, means) for row, means in zip(ROWS, EXPECTED, strict=False) if isinstance(means, Means)
]
NEVER = [row for row, reason in zip(ROWS, EXPECTED, strict=False) if isinstance(reason, Never)]


@pytest.mark.parametrize(
    ("row", "means"), REACHING or [ABSENT], ids=lambda each: getattr(each, "number", "")
)
def test_a_row_that_can_reach_us_means_its_finding(row: Row, means: Means) -> None:
    for asked in means.asked:
        found = [
            diagnose_rest(error, asked=asked, way=means.way).code for error in errors_of(row, asked)
        ]
        assert set(found) == {means.code}


@pytest.mark.parametrize("means", [means for _, means in REACHING])
def test_what_is_ours_or_intacct_s_blames_no_customer(means: Means) -> None:
    kind = CATALOGUE[means.code]

    assert (kind.audience == Audience.CUSTOMER) is bool(kind.purpose)


@pytest.mark.skipif(not ROWS, reason="../shared/intacct is not here")
def test_every_row_is_spoken_for() -> None:
    assert len(ROWS) == len(EXPECTED)
    assert len(REACHING) + len(NEVER) == len(ROWS)
    assert {asked for means in EXPECTED if isinstance(means, Means) for asked in means.asked} == {
        *Asked
    }
