import pytest

from apps.connections import tasks


def test_one_part_of_the_tick_that_fails_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr(tasks, "_KEEPING", (fail, lambda: done.append("second")))
    tasks.keep_tokens()

    assert done == ["second"]
    assert "the next tick tries again" in caplog.text
