"""What a refusal over REST means: a table, keyed on when it came, what it was, and the text.

`refusal_of` has read layer, number and status already (`apps.intacct.rest.refusals`); here it
becomes a finding. The vendor's application is ours to mend, the customer's own is the customer's.
Rows of ../shared/intacct/intacct-rest-errors.tsv; causes: ../shared/intacct/intacct-rest.md §3.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from apps.checks.diagnosis import Diagnosis, diagnose, unrecognized, values_of
from apps.connections.models import Connection
from apps.intacct import ErrorDetail, IntacctError, Refused
from apps.intacct.rest import Refusal, refusal_of

APPROVED = Connection.Auth.AUTHORIZATION_CODE.value
OWN = Connection.Auth.CLIENT_CREDENTIALS.value
EITHER = (APPROVED, OWN)


class Asked(StrEnum):
    """When the refusal came: as a token was asked for, or as a question was."""

    TOKEN = "token"  # noqa: S105 -- a moment's name
    CALL = "call"


@dataclass(frozen=True)
class RestRule:
    """Of these ways in, at that moment: one of these refusals, with this text, means that."""

    ways: tuple[str, ...]
    asked: Asked
    refusals: frozenset[Refusal]
    text: str
    code: str

    def fits(self, refusal: Refusal, error: ErrorDetail, *, asked: Asked, way: str) -> bool:
        said = f"{error.code} {error.error_id} {error.text} {error.correction}"
        return (
            way in self.ways
            and asked is self.asked
            and refusal in self.refusals
            and re.search(self.text, said, re.IGNORECASE) is not None
        )


ANY = frozenset(Refusal)
TOKEN, CALL = Asked.TOKEN, Asked.CALL
CLIENT, TENANT = frozenset({Refusal.CLIENT}), frozenset({Refusal.TENANT})
GRANT, STALE = frozenset({Refusal.GRANT}), frozenset({Refusal.ACCESS_TOKEN})
DENIED = frozenset({Refusal.PERMISSION})
MISSENT = frozenset({Refusal.USERNAME, Refusal.FIELD, Refusal.REQUEST})

RULES = (
    RestRule((OWN,), TOKEN, CLIENT, r"REST-1216", "client.not_authorized"),
    RestRule((OWN,), TOKEN, CLIENT, r"", "client.unknown"),
    RestRule((APPROVED,), TOKEN, CLIENT, r"", "application.refused"),
    RestRule((OWN,), TOKEN, GRANT, r"", "username.refused"),
    RestRule((APPROVED,), TOKEN, GRANT, r"", "approval.ended"),
    RestRule((OWN,), TOKEN, TENANT, r"", "company.unknown"),
    RestRule((APPROVED,), TOKEN, TENANT, r"", "sender.not_admitted"),
    RestRule(EITHER, TOKEN, MISSENT, r"", "request.refused"),
    RestRule(EITHER, CALL, STALE, r"", "session.ended"),
    RestRule((OWN,), CALL, TENANT, r"", "client.not_admitted"),
    RestRule((APPROVED,), CALL, TENANT, r"", "sender.not_admitted"),
    RestRule((OWN,), CALL, CLIENT, r"", "client.not_authorized"),
    RestRule((APPROVED,), CALL, CLIENT, r"", "application.refused"),
    RestRule(
        EITHER, CALL, ANY, r"not subscribed|The \S+ object does not exist", "module.unavailable"
    ),
    RestRule(EITHER, CALL, ANY, r"do not have permission|not authorized to", "permission.missing"),
    RestRule(EITHER, CALL, DENIED, r"", "permission.missing"),
    RestRule(EITHER, CALL, MISSENT, r"", "request.refused"),
)


def diagnose_rest(error: IntacctError, *, asked: Asked, way: str) -> Diagnosis:
    """Name the finding for an error; ``way`` is the connection's auth. Every error has one."""
    if not isinstance(error, Refused):
        return diagnose(error)
    refusal = refusal_of(error)
    for rule in RULES:
        for told in error.errors or (ErrorDetail(),):
            if rule.fits(refusal, told, asked=asked, way=way):
                return Diagnosis(rule.code, values_of(error, told))
    return unrecognized(error)
