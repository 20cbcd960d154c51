import time
from collections.abc import Iterator

import pytest
import requests

from tests.simulator import speech
from tests.simulator.conftest import Simulator

CALL = speech.request(speech.operation("<getAPISession/>"))
MEBI = 1024 * 1024


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "words"),
    [
        ("html", 200, "text/html", "<html>"),
        ("cloudflare_524", 524, "text/html", "cf-error-details"),
        ("http_503", 503, "text/html", "Service Unavailable"),
        ("http_500_empty", 500, "text/html", ""),
        ("rate_limited", 429, "text/xml", "<errorno>GW-0010</errorno>"),
        ("rate_limited_200", 200, "text/xml", "API rate limit exceeded"),
        ("redirect_307", 307, "", ""),
        ("offline_200", 200, "text/xml", "The Service is Temporarily Off-line"),
        ("no_errormessage", 200, "text/xml", "<status>failure</status>"),
        ("sentence_in_errorno", 200, "text/xml", "<errorno>Invalid fields list x</errorno>"),
        ("multi_root", 200, "text/xml", "</response>\n<response>"),
        ("wrong_endpoint_host", 200, "text/xml", "<endpoint>https://intacct.example.net/ia/xml"),
    ],
)
def test_a_fault_answers_once_and_then_all_is_well(
    simulator: Simulator, kind: str, status: int, content_type: str, words: str
) -> None:
    simulator.arm(kind)

    struck = simulator.post(CALL)

    assert struck.status_code == status
    assert struck.headers.get("Content-Type", "").startswith(content_type)
    assert words in struck.text
    assert simulator.tell(CALL).findtext(".//result/status") == "success"


def test_an_empty_500_is_empty(simulator: Simulator) -> None:
    simulator.arm("http_500_empty")

    assert simulator.post(CALL).content == b""


def test_the_rate_limit_says_when_to_come_back(simulator: Simulator) -> None:
    simulator.arm("rate_limited", seconds=30)

    assert simulator.post(CALL).headers["X-IA-Throttle-Limit-RetryAfter"] == "30"


def test_a_failed_result_may_lack_its_errormessage(simulator: Simulator) -> None:
    simulator.arm("no_errormessage")

    answer = simulator.tell(CALL)

    assert answer.findtext(".//result/status") == "failure"
    assert answer.find(".//errormessage") is None


def test_a_truncated_answer_is_no_xml(simulator: Simulator) -> None:
    simulator.arm("truncated")

    body = simulator.post(CALL).text

    assert body.startswith("<?xml")
    assert "</response>" not in body


def test_who_follows_the_redirect_is_seen(simulator: Simulator) -> None:
    simulator.arm("redirect_307")

    simulator.post(CALL, allow_redirects=True)

    assert simulator.outcomes() == ["fault:redirect_307", "not_found"]


def test_latency_delays_a_good_answer(simulator: Simulator) -> None:
    simulator.arm("latency", seconds=0.2)
    started = time.monotonic()

    answer = simulator.tell(CALL)

    assert time.monotonic() - started >= 0.2
    assert answer.findtext(".//result/status") == "success"


def test_a_hang_answers_nothing(simulator: Simulator) -> None:
    simulator.arm("hang", seconds=30)

    with pytest.raises(requests.ReadTimeout):
        simulator.post(CALL, timeout=0.2)

    assert simulator.outcomes() == ["fault:hang"]


def test_a_hang_ends_with_a_closed_connection(simulator: Simulator) -> None:
    simulator.arm("hang", seconds=0.1)

    with pytest.raises(requests.ConnectionError):
        simulator.post(CALL, timeout=5)


def test_a_reset_breaks_the_connection(simulator: Simulator) -> None:
    simulator.arm("reset")

    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        simulator.post(CALL)


def test_a_drip_never_lets_the_socket_fall_silent(simulator: Simulator) -> None:
    simulator.arm("drip", seconds=0.6)
    started = time.monotonic()

    with simulator.post(CALL, timeout=0.4, stream=True) as answer:
        pieces = list(_pieces(answer))

    assert time.monotonic() - started >= 0.5
    assert len(pieces) > 5
    assert b"".join(pieces).endswith(b"</response>\n")


def test_an_oversize_answer_goes_on_and_on(simulator: Simulator) -> None:
    simulator.arm("oversize")

    with simulator.post(CALL, stream=True) as answer:
        got = sum(map(len, _first(answer, 8 * MEBI)))

    assert got >= 8 * MEBI


def test_a_gzip_bomb_grows_a_thousandfold(simulator: Simulator) -> None:
    simulator.arm("gzip_bomb")

    answer = simulator.post(CALL)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) > 500 * int(answer.headers["Content-Length"])


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    while piece := answer.raw.read1(4096):
        yield piece


def _first(answer: requests.Response, size: int) -> Iterator[bytes]:
    got = 0
    for piece in answer.iter_content(MEBI):
        yield piece
        got += len(piece)
        if got >= size:
            return
