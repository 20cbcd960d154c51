from datetime import timedelta

import pytest

from apps.intacct.answers import read_answer
from apps.intacct.expiry import ASSUMED_LIFETIME, LONGEST_LIFETIME, expiry_of
from tests.intacct.gateway import NOON, answer, response


def lifetime(timeout: str, *, date: str = "Mon, 04 May 2026 12:00:00 GMT") -> timedelta:
    return expiry_of(read_answer(answer(response(timeout=timeout), Date=date))) - NOON


def test_the_lifetime_is_how_far_the_timeout_lies_ahead_of_the_answer() -> None:
    assert lifetime("2026-05-04T07:00:00-07:00") == timedelta(hours=2)


def test_a_server_clock_years_off_changes_nothing() -> None:
    date = "Tue, 04 May 2036 12:00:00 GMT"

    assert lifetime("2036-05-04T13:00:00+00:00", date=date) == timedelta(hours=1)


def test_no_session_is_trusted_for_more_than_a_day() -> None:
    assert lifetime("2036-05-04T13:00:00+00:00") == LONGEST_LIFETIME


@pytest.mark.parametrize(
    "timeout", ["", "tomorrow", "2026-05-04T13:00:00", "2016-05-04T13:00:00+00:00", "9" * 400]
)
def test_a_useless_timeout_means_a_short_session(timeout: str) -> None:
    assert lifetime(timeout) == ASSUMED_LIFETIME


@pytest.mark.parametrize("date", ["", "noon", "Mon, 04 May 2026 12:00:00"])
def test_without_a_date_header_our_own_clock_serves(date: str) -> None:
    assert lifetime("2026-05-04T13:00:00+00:00", date=date) == timedelta(hours=1)
