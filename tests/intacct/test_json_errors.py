import json

import pytest

from apps.intacct.details import MASK
from apps.intacct.json_errors import MOST_DETAILS, read_json_errors

INNER = {
    "code": "invalidRequest",
    "message": "No such field for canary",
    "errorId": "REST-1106",
    "additionalInfo": {"messageId": "IA.NO_SUCH_FIELD", "placeholders": {"FIELD": "action"}},
    "supportId": "XfdSdWEB1%7Eabpa3P5w0",
}


@pytest.mark.parametrize(
    "body",
    [{"ia::result": {"ia::error": INNER}, "ia::meta": {}}, {"ia::error": INNER}, {"error": INNER}],
    ids=["ia::result", "ia::error", "error"],
)
def test_each_envelope_is_read(body: dict[str, object]) -> None:
    (error,) = read_json_errors(json.dumps(body).encode(), secrets=("canary",))

    assert error.errorno == "invalidRequest"
    assert error.text == f"No such field for {MASK}"
    assert error.support_id == "XfdSdWEB1~abpa3P5w0"
    assert error.error_id == "REST-1106"
    assert error.additional is not None
    assert error.additional.messages[0].placeholders == (("FIELD", "action"),)


def test_the_gateway_s_request_id_is_read() -> None:
    body = b'{"ia::error":{"code":"GW-0011","details":{"requestId":"AC47C2BE:D9EE"}}}'

    (error,) = read_json_errors(body, secrets=())

    assert error.request_id == "AC47C2BE:D9EE"


def test_details_follow_their_error_and_a_flood_of_them_is_cut() -> None:
    below = {"errorId": "GL-0951", "code": "x", "correction": "Save it again.", "target": "/lines"}
    body = {"ia::error": {**INNER, "details": ["moon", *[below] * 500]}}

    errors = read_json_errors(json.dumps(body).encode(), secrets=())

    assert len(errors) == MOST_DETAILS
    assert (errors[1].error_id, errors[1].correction) == ("GL-0951", "Save it again.")
    assert errors[1].additional is not None
    assert errors[1].additional.target == "/lines"


def test_the_oauth_pair_is_read() -> None:
    body = b'{"error":"invalid_grant","error_description":"They are invalid"}'

    (error,) = read_json_errors(body, secrets=())

    assert (error.errorno, error.text) == ("invalid_grant", "They are invalid")


def test_a_flat_message_is_read() -> None:
    (error,) = read_json_errors(b'{"message":"no Route matched"}', secrets=())

    assert error.text == "no Route matched"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<response/>",
        b"{",
        b"{}",
        b"[]",
        b'{"error":[]}',
        b'{"error":7}',
        b'{"ia::result":[{"ia::error":{}}]}',
        b'{"a":' * 200_000,
        b'{"error": "\xff"}',
    ],
)
def test_anything_else_holds_no_error(body: bytes) -> None:
    assert read_json_errors(body, secrets=()) == ()
