from datetime import UTC, datetime, timedelta

from apps.intacct import HttpAnswer
from apps.intacct.exchange import now


def test_headers_are_found_whatever_their_case() -> None:
    answer = HttpAnswer(200, {"RETRY-after": "7"}, b"")

    assert answer.header("Retry-After") == "7"
    assert answer.header("Date") == ""


def test_an_answer_is_stamped_with_our_time() -> None:
    answer = HttpAnswer(200, {}, b"")

    assert answer.received_at.tzinfo is UTC
    assert abs(now() - answer.received_at) < timedelta(seconds=5)
    assert isinstance(now(), datetime)


def test_repr_shows_neither_body_nor_headers() -> None:
    assert "canary" not in repr(HttpAnswer(200, {"X": "canary"}, b"canary"))
