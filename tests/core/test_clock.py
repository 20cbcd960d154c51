from datetime import UTC, datetime, timedelta

from time_machine import travel

from apps.core.clock import now

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    with travel(NOON, tick=False):
        assert now() == NOON
        assert now().utcoffset() == timedelta(0)
