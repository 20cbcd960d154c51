"""The diagnosis against every row of ../shared/intacct/intacct-errors.tsv."""

import pytest

from apps.checks.catalogue import CATALOGUE
from apps.checks.diagnosis import diagnose
from apps.checks.findings import Audience
from tests.checks.error_rows import EXPECTED, SPANS, Never, Row, errors_of, rows

ROWS = rows()
ABSENT = pytest.param(None, marks=pytest.mark.skip(reason="../shared/intacct is not here"))
REACHING = [row for row in ROWS if EXPECTED[row.id] in CATALOGUE]
NEVER = [row for row in ROWS if isinstance(EXPECTED[row.id], Never)]


def each(chosen: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", chosen or [ABSENT], ids=lambda row: row and row.id)


@each(REACHING)
def test_a_row_that_can_reach_us_means_its_finding(row: Row) -> None:
    assert {diagnose(error).code for error in errors_of(row)} == {EXPECTED[row.id]}


@each(NEVER)
def test_a_row_that_cannot_reach_us_would_blame_no_customer(row: Row) -> None:
    codes = {diagnose(error).code for error in errors_of(row)}

    assert not [code for code in codes if CATALOGUE[code].audience == Audience.CUSTOMER]


@pytest.mark.skipif(not ROWS, reason="../shared/intacct is not here")
def test_every_row_is_spoken_for() -> None:
    assert [row.id for row in ROWS] == list(EXPECTED)
    assert len(REACHING) + len(NEVER) == len(ROWS)


def test_the_spans_follow_each_other_without_a_gap() -> None:
    starts = [first for first, _, _ in SPANS]

    assert starts == [1, *(last + 1 for _, last, _ in SPANS[:-1])]
    assert SPANS[-1][1] == 182
