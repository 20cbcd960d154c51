"""The five envelopes of intacct-rest.md §5, and the hostile replies of table 6F."""

import pytest

from apps.intacct import (
    HttpAnswer,
    IntacctError,
    Layer,
    Offline,
    Refused,
    Throttled,
    Unclear,
    UnclearReason,
)
from apps.intacct.rest import Ask
from apps.intacct.rest.resources import dimensions
from tests.intacct.gateway import answer
from tests.intacct.rest.oauth import ENVELOPES, problem, say

ASK = Ask(resource=dimensions(), access_token="canary-access")


def raised(reply: HttpAnswer) -> IntacctError:
    with pytest.raises(IntacctError) as caught:
        ASK.read(reply)
    return caught.value


def refused(reply: HttpAnswer) -> Refused:
    error = raised(reply)
    assert isinstance(error, Refused)
    return error


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_each_envelope_is_a_refusal(envelope: str) -> None:
    body = ENVELOPES[envelope](problem("tokenInvalid", "canary-access is not valid"))

    error = refused(say(body, 400))

    assert (error.layer, error.http_status) == (Layer.RESOURCE, 400)
    assert [(one.code, one.text) for one in error.errors] == [("tokenInvalid", "••• is not valid")]


def test_a_gateway_s_number_makes_it_the_gateway_s_refusal() -> None:
    error = refused(say(ENVELOPES["gateway"](problem("GW-0011", "Invalid Request")), 400))

    assert error.layer is Layer.GATEWAY
    assert error.errors[0].request_id == "AC47:D9EE"


def test_details_follow_the_error_they_belong_to() -> None:
    below = problem("invalidRequest", "/x is not a valid field", "REST-1043", target="/x")
    body = {"ia::error": problem("invalidRequest", "Errors", "REST-1064", details=[below, 7])}

    first, second = refused(say(body, 400)).errors

    assert (first.error_id, second.error_id) == ("REST-1064", "REST-1043")
    assert second.additional is not None
    assert second.additional.target == "/x"


def test_a_refusal_names_its_number_and_nothing_of_its_wording() -> None:
    body = {"ia::error": problem("invalidRequest", "canary wording", "REST-1106")}

    error = refused(say(body, 400))

    assert str(error) == "Intacct refused at the resource layer (REST-1106, HTTP 400)"


def test_a_wording_in_place_of_a_number_stays_out_of_the_message() -> None:
    body = {"ia::error": problem("canary wording", "", "canary wording")}

    assert "canary" not in str(refused(say(body, 400)))


def test_if15_an_error_under_200_is_a_refusal() -> None:
    assert refused(say(ENVELOPES["service"](problem("invalidRequest")))).http_status == 200


@pytest.mark.parametrize("status", [401, 403, 404])
@pytest.mark.parametrize("body", ["", "{}"])
def test_if21_a_status_that_says_it_all_needs_no_body(status: int, body: str) -> None:
    assert refused(answer(body, status)).errors == ()


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answer("<html>Attention Required!</html>", 403), UnclearReason.HTML),
        (answer("<html>", 200), UnclearReason.HTML),
        (answer("", 200), UnclearReason.EMPTY),
        (answer("", 204), UnclearReason.EMPTY),
        (answer("", 400), UnclearReason.EMPTY),
        (answer("{}{}", 200), UnclearReason.NOT_JSON),
        (answer('{"ia::result": [NaN]}', 200), UnclearReason.NOT_JSON),
        (answer(f'{{"ia::result": {"9" * 5000}}}', 200), UnclearReason.NOT_JSON),
        (answer(b'{"ia::result": "\xff"}', 200), UnclearReason.NOT_JSON),
        (answer('{"a":' * 200_000, 200), UnclearReason.TOO_DEEP),
        (answer("[]", 200), UnclearReason.WRONG_ROOT),
        (answer("{}", 200), UnclearReason.INCOMPLETE),
        (answer('{"ia::result": {}}', 200), UnclearReason.INCOMPLETE),
        (answer('{"ia::result": [7]}', 200), UnclearReason.INCOMPLETE),
        (answer("{}", 418), UnclearReason.HTTP_ERROR),
        (answer("<html>", 502), UnclearReason.SERVER_ERROR),
        (say(ENVELOPES["gateway"](problem("GW-0001")), 500), UnclearReason.SERVER_ERROR),
        *((answer("{}", status), UnclearReason.REDIRECTED) for status in (301, 302, 303, 307, 308)),
    ],
)
def test_what_is_no_answer_is_unclear(reply: HttpAnswer, reason: UnclearReason) -> None:
    error = raised(reply)

    assert isinstance(error, Unclear)
    assert error.reason is reason


@pytest.mark.parametrize("envelope", ENVELOPES)
def test_the_rate_limit_is_told_apart_in_any_envelope(envelope: str) -> None:
    body = ENVELOPES[envelope](problem("GW-0010", "API rate limit exceeded"))

    assert isinstance(raised(say(body, 429)), Throttled)


def test_how_long_to_wait_is_read_from_any_of_the_headers() -> None:
    error = raised(say({}, 429, X_IA_Hour_Rate_Limit_Retry_After="77"))

    assert isinstance(error, Throttled)
    assert error.retry_after == 77


def test_overload_is_offline() -> None:
    assert isinstance(raised(answer("", 503)), Offline)
