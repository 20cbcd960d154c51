"""From what Intacct answered to what it means: a table, keyed on layer, code and text.

The number alone decides nothing: XL03000006 has seven meanings over three layers
(../shared/intacct/intacct-xml.md §5; rows E… of ../shared/intacct/intacct-errors.tsv).
All errors of an answer are read, not the last: a locked user sends PL04000076 first.
"""

import re
from dataclasses import dataclass, field

from apps.intacct import ErrorDetail, IntacctError, Layer, Offline, Refused, Throttled, Unreachable

GATEWAY, CONTROL = Layer.GATEWAY, Layer.CONTROL
AUTHENTICATION, FUNCTION = Layer.AUTHENTICATION, Layer.FUNCTION
ANY = tuple(Layer)


@dataclass(frozen=True)
class Diagnosis:
    """A finding's code, and the values its words need."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A refusal at one of these layers, with this code and text, means that finding."""

    layers: tuple[Layer, ...]
    errorno: str
    text: str
    code: str

    def fits(self, layer: Layer, error: ErrorDetail) -> bool:
        return (
            layer in self.layers
            and re.fullmatch(self.errorno or ".*", error.code) is not None
            and re.search(self.text, f"{error.text} {error.correction}", re.IGNORECASE) is not None
        )


RULES = (
    Rule(ANY, "", r"Temporarily Off-?line", "intacct.offline"),  # E086
    Rule(ANY, "", r"API rate limit exceeded|too many operations", "intacct.busy"),  # E016, E044
    Rule((GATEWAY, CONTROL), "", r"try again later", "intacct.busy"),  # E087: its correction
    Rule(ANY, "", r"subscribe to the XML Gateway", "web_services.off"),  # E045
    Rule((AUTHENTICATION,), "PL04000076", r"", "sign_in.locked"),  # E050, and E051 behind it
    Rule((AUTHENTICATION,), "", r"LOCKED ?OUT", "sign_in.locked"),
    Rule(
        (CONTROL, AUTHENTICATION),
        "",
        r"Invalid Web Services Authorization|not authorized to (make|use) Web Services",
        "sender.not_authorized",
    ),  # E046, E047
    Rule((CONTROL,), "", r"Partner ID or password|Sender ID/Password", "sender.refused"),  # E005
    Rule((CONTROL,), "", r"not a valid transport policy", "request.refused"),  # E007
    Rule((CONTROL,), "XL03000003", r"", "request.refused"),  # E001-E004
    Rule((CONTROL, AUTHENTICATION), "PL04000055", r"", "company.demo_expired"),  # E008
    Rule((CONTROL, AUTHENTICATION), "", r"suspended|cancell?ed", "company.suspended"),  # E181
    Rule(
        (GATEWAY,), r"GW-0011|invalidRequest|XMLGW_JPP0002|UJPP0002", r"", "company.unknown"
    ),  # E009-E014
    Rule((GATEWAY,), r"GW-0010|GW-0001|UJPP0007", r"", "intacct.busy"),  # E015, E017, E032
    Rule(
        (AUTHENTICATION, FUNCTION), "", r"^Top level access only", "entity.top_level_only"
    ),  # E057
    Rule((AUTHENTICATION, FUNCTION), "", r"entity you are attempting", "entity.closed"),  # E056
    Rule((AUTHENTICATION,), "", r"Invalid session", "session.ended"),  # E052
    Rule(
        (AUTHENTICATION, FUNCTION),
        "",
        r"(Sign-?in|Login) information is incorrect|user authentication failure"
        r"|Incorrect ID or password",
        "sign_in.refused",
    ),  # E048, E049, E053-E055
    Rule((FUNCTION,), "", r"You do not have permission|not authorized to", "permission.missing"),
    Rule(
        (FUNCTION,),
        "",
        r"cannot be performed on objects of type|not subscribed|feature is disabled"
        r"|Object definition .* not found|Object type .* (is not valid|not found)",
        "module.not_subscribed",
    ),  # E065, E068-E070, E076-E079
    Rule((FUNCTION,), "PL04000005|WSP001", r"", "permission.missing"),  # E063, E064, E089
    Rule((FUNCTION,), "BL03000025", r"", "sign_in.refused"),  # E075
    Rule(
        (FUNCTION,),
        "",
        r"fields cannot be queried|error processing the request|Invalid fields list|readMore",
        "request.refused",
    ),  # E080, E081, E083, E084
    Rule((FUNCTION,), "XL03000010", r"", "request.refused"),  # E082
)


def diagnose(error: IntacctError) -> Diagnosis:
    """Name the finding that an Intacct error stands for; every error has one."""
    if isinstance(error, Refused):
        return _of_refusal(error)
    if isinstance(error, Unreachable):
        return Diagnosis("intacct.unreachable", {"reason": str(error.reason)})
    if isinstance(error, Throttled):
        return Diagnosis("intacct.busy")
    if isinstance(error, Offline):
        return Diagnosis("intacct.offline")
    return Diagnosis("intacct.unreadable", _status(error))


def values_of(refused: Refused, error: ErrorDetail) -> dict[str, str]:
    """What a finding keeps of one error of a refusal, for its words and its details."""
    values = {
        "quote": error.text[:300] or "(no words)",
        "layer": str(refused.layer),
        "errorno": error.error_id or error.code,
        "support_id": error.support_id or error.request_id,
        **_status(refused),
    }
    return {name: value for name, value in values.items() if value}


def unrecognized(refused: Refused) -> Diagnosis:
    """A refusal that no rule knows: Intacct's own words, quoted."""
    first = refused.errors[0] if refused.errors else ErrorDetail()
    return Diagnosis("intacct.unrecognized", values_of(refused, first))


def _of_refusal(refused: Refused) -> Diagnosis:
    for rule in RULES:
        for error in refused.errors:
            if rule.fits(refused.layer, error):
                return Diagnosis(rule.code, values_of(refused, error))
    return unrecognized(refused)


def _status(error: IntacctError) -> dict[str, str]:
    return {"http_status": str(error.http_status)} if error.http_status else {}
