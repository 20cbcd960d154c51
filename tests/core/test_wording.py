from datetime import UTC, datetime, timedelta, timezone

import pytest

from apps.core import wording

NOW = datetime(2026, 11, 21, 9, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(seconds=-59), "just now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(hours=-23, minutes=-59), "23 hours ago"),
        (timedelta(days=-2), "2 days ago"),
        (timedelta(days=3), "in 3 days"),
    ],
)
def test_relative(distance: timedelta, words: str) -> None:
    assert wording.relative(NOW + distance, NOW) == words


def test_absolute_names_the_zone_it_converted_to() -> None:
    in_berlin = NOW.astimezone(timezone(timedelta(hours=1)))

    assert wording.absolute(in_berlin) == "21 November 2026, 09:41 UTC"


def test_absolute_short_says_the_year_only_when_it_differs() -> None:
    assert wording.absolute_short(NOW, NOW) == "21 Nov, 09:41 UTC"
    assert wording.absolute_short(NOW, NOW + timedelta(days=60)) == "21 Nov 2026, 09:41 UTC"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Priya Nair", "PN"), ("tom.okafor@acme.example", "TO"), ("Cher", "C"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert wording.initials(name) == letters


def test_an_unfinished_mark_is_left_as_text() -> None:
    assert wording.prose("**bold and `code") == "**bold and `code"
