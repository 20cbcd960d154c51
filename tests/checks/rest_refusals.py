"""At least one refusal for each rule of the REST diagnosis, and what it means.

Wordings: ../shared/intacct/intacct-rest-errors.tsv; those nobody recorded are the simulator's.
"""

from dataclasses import dataclass

from apps.checks.rest_diagnosis import APPROVED, OWN, Asked
from apps.intacct import AdditionalInfo, ErrorDetail, Layer, Refused

TOKEN, CALL = Asked.TOKEN, Asked.CALL
_1216 = "The Client ID, Client Secret, and/or 3rd Party Application are incorrect"


@dataclass(frozen=True)
class Case:
    """A refusal of one way in, at one moment, and the finding that it means."""

    way: str
    asked: Asked
    error: Refused
    code: str


def refused(
    layer: Layer, code: str, text: str = "", *, number: str = "", status: int = 400
) -> Refused:
    info = AdditionalInfo(number, "", "") if number else None
    detail = ErrorDetail(errorno=code, description=text, additional=info)
    return Refused(layer=layer, http_status=status, errors=(detail,))


def both(asked: Asked, error: Refused, code: str) -> list[Case]:
    return [Case(way, asked, error, code) for way in (OWN, APPROVED)]


def each(asked: Asked, error: Refused, *, own: str, approved: str) -> list[Case]:
    return [Case(OWN, asked, error, own), Case(APPROVED, asked, error, approved)]


UNPAIRED = refused(Layer.TOKEN, "invalidRequest", _1216, number="REST-1216")
WRONG_CLIENT = refused(Layer.TOKEN, "invalid_client", "Client authentication failed", status=401)
NO_GRANT = refused(Layer.TOKEN, "invalid_grant", "The provided credentials are invalid")
TENANT = refused(Layer.GATEWAY, "GW-0011", "Invalid Request")
EXPIRED = refused(Layer.GATEWAY, "GW-0040", "Expired token", status=401)
DEAD = refused(Layer.RESOURCE, "tokenInvalid", "Token is not valid", number="REST-2102", status=401)
LATE_CLIENT = refused(Layer.RESOURCE, "invalidRequest", _1216, number="REST-1216")
OFF = refused(Layer.RESOURCE, "forbidden", "The application of x/y is not subscribed", status=403)
NO_OBJECT = refused(Layer.RESOURCE, "invalidRequest", "The x/y object does not exist")
DENIED = refused(Layer.RESOURCE, "forbidden", "You do not have permission to access x/y")
FORBIDDEN = Refused(layer=Layer.RESOURCE, http_status=403, errors=())
FIELD = refused(
    Layer.RESOURCE, "invalidRequest", "The action field … cannot be used", number="REST-1106"
)
MISSENT = refused(Layer.GATEWAY, "GW-0015", "Missing username Attribute")
NAMELESS = refused(Layer.TOKEN, "invalidRequest", "The username format is invalid")
ODD = refused(Layer.RESOURCE, "operationFailed", "The moon is full", status=422)

CASES = [
    *each(TOKEN, UNPAIRED, own="client.not_authorized", approved="application.refused"),
    *each(TOKEN, WRONG_CLIENT, own="client.unknown", approved="application.refused"),
    *each(TOKEN, NO_GRANT, own="username.refused", approved="approval.ended"),
    *each(TOKEN, TENANT, own="company.unknown", approved="sender.not_admitted"),
    *both(TOKEN, MISSENT, "request.refused"),
    *both(TOKEN, NAMELESS, "request.refused"),
    *both(CALL, EXPIRED, "session.ended"),
    *both(CALL, DEAD, "session.ended"),
    *each(CALL, TENANT, own="client.not_admitted", approved="sender.not_admitted"),
    *each(CALL, LATE_CLIENT, own="client.not_authorized", approved="application.refused"),
    *both(CALL, OFF, "module.unavailable"),
    *both(CALL, NO_OBJECT, "module.unavailable"),
    *both(CALL, DENIED, "permission.missing"),
    *both(CALL, FORBIDDEN, "permission.missing"),
    *both(CALL, FIELD, "request.refused"),
    *both(CALL, ODD, "intacct.unrecognized"),
]
