from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

from apps.connections import tasks
from apps.connections.ticking import Tick


def failing(error: Exception) -> Callable[[Tick], None]:
    def fail(_: Tick) -> None:
        raise error

    return fail


def test_one_part_of_the_tick_that_fails_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[Tick] = []

    monkeypatch.setattr(tasks, "_KEEPING", (failing(RuntimeError()), done.append))
    tasks.keep_tokens()

    assert len(done) == 1
    assert "the next tick tries again" in caplog.text


def test_a_time_limit_ends_the_whole_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Tick] = []

    monkeypatch.setattr(tasks, "_KEEPING", (failing(SoftTimeLimitExceeded()), done.append))
    with pytest.raises(SoftTimeLimitExceeded):
        tasks.keep_tokens()

    assert done == []


def test_tokens_are_kept_warm_by_a_tick_of_their_own() -> None:
    schedule: dict[str, dict[str, Any]] = settings.CELERY_BEAT_SCHEDULE
    entries = [schedule[name] for name in ("keep-tokens", "warm-tokens")]

    assert [entry["task"] for entry in entries] == [tasks.keep_tokens.name, tasks.warm_tokens.name]
    assert len({entry["options"]["queue"] for entry in entries}) == 2
