"""What a refusal means for the connection: a table, keyed on layer, status, code and text.

Rows of ../shared/intacct/intacct-rest-errors.tsv. Every error of an answer is read, its details
too; the first row that fits any of them decides.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from apps.intacct.details import ErrorDetail
from apps.intacct.errors import Layer, Refused


class Refusal(StrEnum):
    """access_token: refresh once and ask again. grant: over, once the row was read again.

    client: ID, secret, scope or the company's pairing. tenant: company, sender or client are
    inactive or not admitted. request: a mistake of ours.
    """

    ACCESS_TOKEN = "access_token"  # noqa: S105 -- a meaning's name
    GRANT = "grant"
    CLIENT = "client"
    TENANT = "tenant"
    USERNAME = "username"
    PERMISSION = "permission"
    FIELD = "field"
    ABSENT = "absent"
    REQUEST = "request"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Rule:
    """Fits an error at one of the layers whose code or number, and whose text, match."""

    layers: tuple[Layer, ...]
    codes: str
    text: str
    refusal: Refusal

    def fits(self, layer: Layer, error: ErrorDetail) -> bool:
        numbers = (error.code, error.error_id)
        return (
            layer in self.layers
            and any(re.fullmatch(self.codes, number) for number in numbers)
            and re.search(self.text, error.text, re.IGNORECASE) is not None
        )


GATEWAY, TOKEN, RESOURCE = Layer.GATEWAY, Layer.TOKEN, Layer.RESOURCE
ANY = tuple(Layer)

RULES = (
    Rule(ANY, r".*", r"username format", Refusal.USERNAME),
    Rule((GATEWAY,), r"GW-0012|GW-0036", r"", Refusal.USERNAME),
    Rule((GATEWAY,), r"GW-0011", r"", Refusal.TENANT),
    Rule((GATEWAY,), r"GW-0040|GW-0031", r"", Refusal.ACCESS_TOKEN),
    Rule((GATEWAY,), r"GW-00\d\d", r"", Refusal.REQUEST),
    Rule((TOKEN,), r"invalid_grant", r"", Refusal.GRANT),
    Rule(ANY, r"invalid_client|unauthorized_client|REST-1216", r"", Refusal.CLIENT),
    Rule((TOKEN,), r".*", r"Client ID, Client Secret|^Credentials are invalid", Refusal.CLIENT),
    Rule((RESOURCE,), r"REST-1206|REST-2102|tokenInvalid", r"", Refusal.ACCESS_TOKEN),
    Rule((RESOURCE,), r".*", r"^Invalid token|^The token is not valid", Refusal.ACCESS_TOKEN),
    Rule((RESOURCE,), r"REST-1106", r"", Refusal.FIELD),
    Rule((TOKEN,), r"invalid_(request|scope)|unsupported_grant_type", r"", Refusal.REQUEST),
)
# What a resource's status says when no row fits (iF21, iF22; bodies were never recorded).
STATUSES = {
    HTTPStatus.UNAUTHORIZED: Refusal.ACCESS_TOKEN,
    HTTPStatus.FORBIDDEN: Refusal.PERMISSION,
    HTTPStatus.NOT_FOUND: Refusal.ABSENT,
    HTTPStatus.BAD_REQUEST: Refusal.REQUEST,
    HTTPStatus.METHOD_NOT_ALLOWED: Refusal.REQUEST,
}


def refusal_of(error: Refused) -> Refusal:
    """What the refusal means; `UNKNOWN` at the token layer never means that a grant has ended."""
    for rule in RULES:
        if any(rule.fits(error.layer, told) for told in error.errors):
            return rule.refusal
    if error.layer is RESOURCE and error.http_status in STATUSES:
        return STATUSES[HTTPStatus(error.http_status)]
    return Refusal.UNKNOWN


def refused_field(error: Refused) -> str:
    """The field that may not be queried (REST-1106), else empty: ask again without it."""
    if refusal_of(error) is not Refusal.FIELD:
        return ""
    messages = [
        part for told in error.errors if told.additional for part in told.additional.messages
    ]
    named = dict(pair for message in messages for pair in message.placeholders)
    return named.get("FIELD", "")
