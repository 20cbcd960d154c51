from collections import Counter
from datetime import timedelta

import pytest
from pytest_django import Settings

from apps.connections.models import Grant
from apps.connections.tokens.lifetimes import MARGIN, after_trouble, ahead_of_expiry, is_fresh
from apps.core.clock import now
from apps.intacct.rest import TokenSet

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def received(life: timedelta) -> TokenSet:
    present = now()
    return TokenSet("access", "refresh", present, present + life, "Bearer", "", rotated=True)


def grant(*, left: timedelta, life: timedelta = 12 * HOUR, **fields: int) -> Grant:
    expires_at = now() + left
    return Grant(
        access_sealed=b"sealed",
        obtained_at=expires_at - life,
        expires_at=expires_at,
        **{"generation": 1, **fields},
    )


def test_a_token_is_handed_out_while_five_minutes_are_left() -> None:
    assert is_fresh(grant(left=6 * MINUTE))
    assert not is_fresh(grant(left=4 * MINUTE))


def test_a_short_life_counts_until_its_half() -> None:
    assert is_fresh(grant(left=40 * MINUTE / 60, life=MINUTE))
    assert not is_fresh(grant(left=20 * MINUTE / 60, life=MINUTE))


def test_a_token_that_a_call_refused_is_not_fresh() -> None:
    assert not is_fresh(grant(left=HOUR, generation=4, refused_generation=4))
    assert is_fresh(grant(left=HOUR, generation=5, refused_generation=4))


def test_without_a_token_nothing_is_fresh() -> None:
    assert not is_fresh(Grant())


@pytest.mark.parametrize("life", [MINUTE, 15 * MINUTE, HOUR, 12 * HOUR])
def test_it_is_refreshed_ahead_of_its_margin(life: timedelta) -> None:
    tokens = received(life)

    times = [ahead_of_expiry(tokens) for _ in range(200)]

    latest = tokens.expires_at - min(MARGIN, life / 2)
    assert all(tokens.obtained_at < each <= latest for each in times)


def test_no_refresh_token_idles_longer_than_it_may(settings: Settings) -> None:
    settings.TOKEN_WARM_SECONDS = 3600
    tokens = received(12 * HOUR)

    times = [ahead_of_expiry(tokens) - tokens.obtained_at for _ in range(200)]

    assert all(45 * MINUTE <= each <= HOUR for each in times)


def test_a_fleet_of_one_minute_does_not_come_back_in_one() -> None:
    tokens, fleet = received(12 * HOUR), 100_000

    waits = [ahead_of_expiry(tokens) - tokens.obtained_at for _ in range(fleet)]

    minutes = Counter(wait // MINUTE for wait in waits)
    assert max(minutes.values()) < 1.5 * fleet / (0.25 * 12 * 60)


@pytest.mark.parametrize(
    ("failures", "shortest", "longest"),
    [(1, 45, 90), (2, 90, 180), (5, 720, 1440), (60, 1800, 3600)],
)
def test_the_more_requests_fail_the_longer_is_the_pause(
    failures: int, shortest: int, longest: int
) -> None:
    waits = [(after_trouble(failures=failures) - now()).total_seconds() for _ in range(200)]

    assert all(shortest - 1 < wait < longest for wait in waits)
    assert max(waits) > 1.2 * min(waits)


@pytest.mark.parametrize(("asked", "longest"), [(600, 660), (86_400, 3600)])
def test_no_retry_comes_before_intacct_wants_it(asked: int, longest: int) -> None:
    waits = [(after_trouble(asked_seconds=asked) - now()).total_seconds() for _ in range(200)]

    assert all(min(asked, longest) - 1 < wait < longest for wait in waits)
