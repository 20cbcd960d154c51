"""What the REST side says no with, word for word (intacct-rest-errors.tsv).

Texts and codes marked *assumed* in `docs/simulator.md` were recorded by nobody.
"""

from apps.simulator.assumptions import Assumptions
from apps.simulator.rest import refusals
from apps.simulator.rest.refusals import RestRefusal, Trouble

WRONG_CREDENTIALS = "The provided credentials are invalid"
_NOT_IMITATED = "The simulator does not imitate {}"


def malformed_url() -> RestRefusal:
    return refusals.top(Trouble("invalidRequest", "Malformed URL"))


def wrong_version(version: str) -> RestRefusal:
    """`v2` was seen to bring a text of its own; the documented one is for all the others."""
    text = "Version 2 is not valid" if version == "v2" else "Version is not supported."
    return refusals.top(Trouble("invalidRequest", text))


def wrong_method(method: str, resource: str) -> RestRefusal:
    words = f"{method} is not supported on {resource}"
    return refusals.service(Trouble("methodNotAllowed", words), status=405)


def not_imitated(what: str) -> RestRefusal:
    return refusals.service(Trouble("notImitated", _NOT_IMITATED.format(what)), status=400)


def no_payload(method: str = "POST") -> RestRefusal:
    return refusals.service(
        Trouble(
            "invalidRequest",
            f"A {method} request requires a payload",
            "REST-1028",
            "IA.REQUEST_REQUIRES_A_PAYLOAD",
            {"OPERATION": method},
        )
    )


def wrong_payload(*messages: str, target: str = "") -> RestRefusal:
    """REST-1064 with one detail for each thing that is wrong."""
    details = tuple(Trouble("invalidRequest", words, target=target) for words in messages)
    return refusals.service(
        Trouble(
            "invalidRequest",
            "Payload contains errors",
            "REST-1064",
            "IA.PAYLOAD_CONTAINS_ERRORS",
            details=details,
        )
    )


def not_queryable(field: str, name: str) -> RestRefusal:
    """Recorded (fixtures/error-400-REST-1106.json)."""
    return refusals.service(
        Trouble(
            "invalidRequest",
            f"The {field} field in {name} object cannot be used in query in version 1",
            "REST-1106",
            "IA.THE_FIELD_IN_OBJECT_CANNOT_BE_USED_IN_QUERY",
            {"FIELD": field, "OBJECT": name, "VERSION": "1"},
        )
    )


def no_start_here() -> RestRefusal:
    words = "The start parameter is not supported"
    return refusals.service(Trouble("invalidRequest", words, "REST-1034"))


def not_found(name: str, key: str) -> RestRefusal:
    words = f"The {name} object with key {key} could not be found"
    return refusals.service(Trouble("notFound", words), status=404)


def no_right(assumptions: Assumptions, *, name: str, subscribed: bool) -> RestRefusal:
    """No body of a 403 was ever recorded: text and status are assumed."""
    words = f"You do not have permission to access {name}"
    if not subscribed:
        words = f"The application of {name} is not subscribed"
    status = 400 if assumptions.missing_right_answer == "400" else 403
    return refusals.service(Trouble("forbidden", words), status=status)


def wrong_entity(assumptions: Assumptions, entity_id: str) -> RestRefusal:
    """The reply to an unknown or forbidden entity was never recorded: assumed."""
    words = f"The entity {entity_id} is not available to this user"
    status = 403 if assumptions.wrong_entity_answer == "403" else 400
    return refusals.service(Trouble("invalidRequest", words), status=status)


def wrong_tenant() -> RestRefusal:
    """Tenant, sender ID or client ID not found or not active."""
    return refusals.gateway("GW-0011", "Invalid Request")


def no_bearer() -> RestRefusal:
    return refusals.gateway("GW-0034", "Invalid Authorization Header", status=401)


def undecodable_token() -> RestRefusal:
    return refusals.gateway("GW-0031", "Invalid Token", status=401)


def expired_token(assumptions: Assumptions) -> RestRefusal:
    """401 as the staff of Sage say, or the 400 that developers still see."""
    if assumptions.expired_answer == "REST-1206":
        return refusals.service(Trouble("invalidRequest", "The token is not valid", "REST-1206"))
    return refusals.gateway("GW-0040", "Expired token", status=401)


def dead_token() -> RestRefusal:
    """Recorded without its status (fixtures/error-REST-2102-bare.json)."""
    trouble = Trouble("tokenInvalid", "Token is not valid", "REST-2102", "IA.TOKEN_IS_INVALID")
    return refusals.bare(trouble, status=401)
