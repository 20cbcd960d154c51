import csv

import pytest

from apps.intacct import Layer, Refused
from apps.intacct.errors import IntacctError
from apps.intacct.rest import Ask, Refusal, refusal_of, refused_field
from apps.intacct.rest.resources import dimensions
from tests.intacct.gateway import SHARED
from tests.intacct.rest.oauth import ENVELOPES, MINT, problem, say

TOKEN, RESOURCE = Layer.TOKEN, Layer.RESOURCE
ASK = Ask(resource=dimensions(), access_token="canary-access")
CLIENT_TEXT = "The Client ID, Client Secret, and/or 3rd Party Application are incorrect"


def refused(layer: Layer, status: int, code: str, message: str, error_id: str = "") -> Refused:
    reply = say(ENVELOPES["service"](problem(code, message, error_id)), status)
    with pytest.raises(Refused) as caught:
        (MINT if layer is TOKEN else ASK).read(reply)
    return caught.value


@pytest.mark.parametrize(
    ("layer", "status", "code", "message", "refusal"),
    [
        (TOKEN, 400, "invalid_grant", "The provided credentials are invalid", Refusal.GRANT),
        (TOKEN, 401, "invalid_client", "", Refusal.CLIENT),
        (TOKEN, 400, "unauthorized_client", "", Refusal.CLIENT),
        (TOKEN, 400, "REST-1216", "", Refusal.CLIENT),
        (TOKEN, 400, "invalidRequest", CLIENT_TEXT, Refusal.CLIENT),
        (TOKEN, 401, "invalidRequest", "Credentials are invalid.", Refusal.CLIENT),
        (TOKEN, 400, "invalidRequest", "The username format is invalid", Refusal.USERNAME),
        (TOKEN, 400, "unsupported_grant_type", "", Refusal.REQUEST),
        (TOKEN, 400, "GW-0011", "Invalid Request", Refusal.TENANT),
        (TOKEN, 400, "GW-0012", "Missing Tenant Data", Refusal.USERNAME),
        (TOKEN, 400, "GW-0036", "Missing User Name", Refusal.USERNAME),
        (TOKEN, 400, "GW-0038", "Multiple Client IDs", Refusal.REQUEST),
        (TOKEN, 403, "moon", "The moon is full", Refusal.UNKNOWN),
        (RESOURCE, 400, "GW-0011", "Invalid Request", Refusal.TENANT),
        (RESOURCE, 401, "GW-0040", "Expired token", Refusal.ACCESS_TOKEN),
        (RESOURCE, 400, "REST-1206", "The token is not valid", Refusal.ACCESS_TOKEN),
        (RESOURCE, 400, "tokenInvalid", "Token is not valid", Refusal.ACCESS_TOKEN),
        (RESOURCE, 400, "invalidRequest", "Invalid token", Refusal.ACCESS_TOKEN),
        (RESOURCE, 401, "moon", "The moon is full", Refusal.ACCESS_TOKEN),
        (RESOURCE, 403, "moon", "The moon is full", Refusal.PERMISSION),
        (RESOURCE, 404, "notFound", "", Refusal.ABSENT),
        (RESOURCE, 400, "invalidRequest", "Malformed URL", Refusal.REQUEST),
        (RESOURCE, 405, "invalidRequest", "", Refusal.REQUEST),
        (RESOURCE, 422, "operationFailed", "The moon is full", Refusal.UNKNOWN),
    ],
)
def test_a_refusal_means_something(
    layer: Layer, status: int, code: str, message: str, refusal: Refusal
) -> None:
    assert refusal_of(refused(layer, status, code, message)) is refusal


def test_the_number_counts_as_much_as_the_code() -> None:
    error = refused(RESOURCE, 400, "invalidRequest", "said otherwise", "REST-2102")

    assert refusal_of(error) is Refusal.ACCESS_TOKEN


def test_a_status_alone_means_something_at_a_resource() -> None:
    with pytest.raises(Refused) as caught:
        ASK.read(say({}, 403))

    assert refusal_of(caught.value) is Refusal.PERMISSION


def test_the_field_that_may_not_be_queried_is_named() -> None:
    info = {"messageId": "IA.X", "placeholders": {"FIELD": "action"}}
    body = {"ia::error": problem("invalidRequest", "", "REST-1106", additionalInfo=info)}

    with pytest.raises(Refused) as caught:
        ASK.read(say(body, 400))

    assert refused_field(caught.value) == "action"
    assert refused_field(refused(RESOURCE, 400, "invalidRequest", "")) == ""


def test_every_row_of_the_error_table_is_an_error_of_ours() -> None:
    path = SHARED / "intacct-rest-errors.tsv"
    if not path.exists():
        pytest.skip("../shared/intacct is not here")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

    for row in rows:
        status = int(row["http_status"][:3]) if row["http_status"][:3].isdigit() else 400
        body = ENVELOPES["service"](problem(row["oauth_or_ia_code"].split(" ")[0], row["message"]))
        with pytest.raises(IntacctError):
            ASK.read(say(body, status))
    assert len(rows) > 50
