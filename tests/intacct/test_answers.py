"""The shapes of ../shared/intacct/intacct-xml.md §2, and what each must be told as."""

import pytest

from apps.intacct import HttpAnswer, IntacctError, Layer, Offline, Refused, Throttled, Unclear
from apps.intacct.answers import Reply, read_answer
from apps.intacct.errors import UnclearReason
from tests.intacct.gateway import (
    answer,
    api_session,
    authentication_failure,
    control_failure,
    errors,
    front_failure,
    response,
    result,
)

LOCKED = ("PL04000076", "This user is in LOCKEDOUT state")
WRONG = ("XL03000006", "Sign-in information is incorrect")
ROLLED_BACK = ("XL03000009", "The entire transaction in this operation has been rolled back")


def refused(given: HttpAnswer) -> Refused:
    with pytest.raises(Refused) as caught:
        read_answer(given).only_result()
    return caught.value


def unclear(given: HttpAnswer) -> UnclearReason:
    with pytest.raises(Unclear) as caught:
        read_answer(given).only_result()
    return caught.value.reason


def test_a_success_says_who_and_what() -> None:
    reply = read_answer(answer(response(api_session())))

    assert reply.authentication.company_id == "Acme-DEV"
    assert reply.authentication.user_id == "xmlgw_causeway"
    assert reply.only_result().data is not None


@pytest.mark.parametrize(
    ("body", "status", "layer"),
    [
        (control_failure(WRONG), 200, Layer.CONTROL),
        (front_failure("GW-0011", "Invalid Request"), 400, Layer.GATEWAY),
        (front_failure("XMLGW_JPP0002", "Sign-in information is incorrect."), 401, Layer.GATEWAY),
        (authentication_failure(WRONG), 200, Layer.AUTHENTICATION),
        (response(result(status="failure", errors=errors(WRONG))), 200, Layer.FUNCTION),
    ],
    ids=["A", "B 400", "B 401", "C", "D"],
)
def test_a_refusal_names_its_layer(body: str, status: int, layer: Layer) -> None:
    refusal = refused(answer(body, status))

    assert refusal.layer is layer
    assert refusal.http_status == status
    assert len(refusal.errors) == 1


def test_every_error_is_kept_in_order() -> None:
    refusal = refused(answer(authentication_failure(LOCKED, WRONG)))

    assert [error.errorno for error in refusal.errors] == ["PL04000076", "XL03000006"]
    assert refusal.errors[0].text == "This user is in LOCKEDOUT state"


@pytest.mark.parametrize("failed", ["failure", "aborted"])
def test_a_refusal_may_come_without_any_error(failed: str) -> None:
    refusal = refused(answer(response(result(status=failed))))

    assert refusal.errors == ()
    assert refusal.aborted is (failed == "aborted")


def test_the_culprit_of_a_rollback_is_told_not_its_victims() -> None:
    victim = result(status="aborted", errors=errors(ROLLED_BACK))
    culprit = result(status="failure", errors=errors(("BL01001973", "Too bad"), ROLLED_BACK))

    refusal = refused(answer(response(victim, culprit)))

    assert refusal.errors[0].errorno == "BL01001973"
    assert not refusal.aborted
    assert refusal.function == "query"


def test_a_sentence_in_errorno_is_the_text() -> None:
    refusal = refused(
        answer(response(result(status="failure", errors=errors(("Invalid fields list x", "")))))
    )

    assert refusal.errors[0].code == ""
    assert refusal.errors[0].text == "Invalid fields list x"
    assert "Invalid fields" not in str(refusal)


def test_a_json_error_is_a_gateway_refusal() -> None:
    body = '{"ia::error":{"code":"GW-0011","message":"Invalid Request"}}'

    refusal = refused(answer(body, 400, Content_Type="application/json"))

    assert refusal.layer is Layer.GATEWAY
    assert refusal.errors[0].errorno == "GW-0011"


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("slow down", 429, Throttled),
        ("API rate limit exceeded", 200, Throttled),
        ('{"message":"API rate limit exceeded"}', 429, Throttled),
        (front_failure("GW-0010", "API rate limit exceeded"), 429, Throttled),
        (control_failure(("", "API rate limit exceeded")), 200, Throttled),
        (authentication_failure(("XL03000006", "API rate limit exceeded")), 200, Throttled),
        (
            response(
                result(status="failure", errors=errors(("", "The Service is Temporarily Off-line")))
            ),
            200,
            Offline,
        ),
        ("<html>maintenance</html>", 503, Offline),
        ("", 503, Offline),
    ],
)
def test_throttled_and_offline_are_told_apart_from_refused(
    body: str, status: int, kind: type[IntacctError]
) -> None:
    with pytest.raises(kind) as caught:
        read_answer(answer(body, status)).only_result()

    assert caught.value.http_status == status


def test_a_record_that_speaks_of_rate_limits_is_only_a_record() -> None:
    data = '<data listtype="VENDOR"><VENDOR><NAME>API rate limit exceeded</NAME></VENDOR></data>'

    assert isinstance(read_answer(answer(response(result(data)))), Reply)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("<html>Sign in</html>", 200, "html"),
        ("<!DOCTYPE html><HTML>", 403, "html"),
        ("", 200, "empty"),
        ("", 204, "empty"),
        ("{}", 200, "not_xml"),
        ("plainly no XML", 401, "not_xml"),
        (response(), 302, "redirected"),
        ("", 500, "server_error"),
        ("<html>cf-error-details</html>", 524, "server_error"),
        (front_failure("GW-0001", "Unable to process request"), 500, "server_error"),
        (response(api_session()), 500, "server_error"),
        (response(api_session()), 404, "http_error"),
        ("<answer/>", 200, "wrong_root"),
        ("<response/>", 200, "incomplete"),
        ("<response><control><status>maybe</status></control></response>", 200, "incomplete"),
        (response(), 200, "incomplete"),
        (response(api_session(), api_session()), 200, "incomplete"),
        (response(result(status="perhaps")), 200, "incomplete"),
    ],
)
def test_what_is_no_gateway_answer_is_unclear(body: str, status: int, reason: str) -> None:
    assert unclear(answer(body, status)) == reason


def test_a_server_error_keeps_the_errors_it_carried() -> None:
    with pytest.raises(Unclear) as caught:
        read_answer(answer(front_failure("GW-0001", "Unable to process request"), 500))

    assert caught.value.errors[0].errorno == "GW-0001"


def test_an_acknowledgement_is_no_result() -> None:
    body = "<response><acknowledgement/><control><status>success</status></control></response>"

    assert unclear(answer(body)) == UnclearReason.INCOMPLETE


def test_a_success_that_lists_errors_stays_a_success() -> None:
    reply = read_answer(answer(response(result(errors=errors(("W1", "a warning"))))))

    assert reply.only_result().errors[0].text == "a warning"
