from datetime import UTC, datetime, timedelta

from apps.intacct import HttpAnswer, HttpRequest
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
    assert "canary" not in repr(HttpRequest("https://a", {"X": "canary"}, b"canary"))


def test_a_query_is_escaped_behind_the_url_it_leaves_plain() -> None:
    request = HttpRequest("https://a/b", {}, b"", query=(("name", "a/b c"), ("x", "1&2")))

    assert (request.url, request.target) == ("https://a/b", "https://a/b?name=a%2Fb%20c&x=1%262")
    assert HttpRequest("https://a/b", {}, b"").target == "https://a/b"
