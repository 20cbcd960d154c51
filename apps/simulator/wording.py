"""What is said to those who are not let in, word for word (intacct-errors.tsv, by row)."""

from apps.simulator.assumptions import Assumptions
from apps.simulator.refusals import AuthenticationRefusal, ControlRefusal, GatewayRefusal, Problem

_CHECK_REQUEST = "Sign-in information is incorrect. Please check your request."
_WEB_SERVICES_OFF = (
    "This company is not authorized for XML transactions. Please subscribe to the XML Gateway."
)
_GRANT = "Contact the company administrator to grant Web Services authorization to this sender ID."


def no_company(errorno: str = "XMLGW_JPP0002") -> GatewayRefusal:
    """E009 to E011: no company ID in the login, or no body at all."""
    return GatewayRefusal(401, errorno, description=_CHECK_REQUEST)


def unknown_company(errorno: str, *, request_id: str) -> GatewayRefusal:
    """E012, E013; a JPP0002 code as errorno brings the 401 of `no_company`."""
    if errorno.endswith("JPP0002"):
        return no_company(errorno)
    suffix = "" if errorno == "invalidRequest" else f" [Request ID: {request_id}]"
    return GatewayRefusal(400, errorno, description=f"Invalid Request{suffix}")


def wrong_sender() -> ControlRefusal:
    """E005."""
    return ControlRefusal(Problem("XL03000006", "Incorrect Intacct XML Partner ID or password."))


def unknown_policy(policy_id: str) -> ControlRefusal:
    """E007: no transport policy exists here."""
    return ControlRefusal(Problem("XL03000006", f"{policy_id} is not a valid transport policy."))


def demo_expired() -> ControlRefusal:
    """E008: senderid and controlid come back empty."""
    text = "This company is a demo company and has expired."
    return ControlRefusal(Problem("PL04000055", text), echo=False)


def web_services_off(assumptions: Assumptions) -> ControlRefusal | AuthenticationRefusal:
    """E045: the text is known, its errorno and layer are assumed."""
    problem = Problem(assumptions.web_services_off_errorno, _WEB_SERVICES_OFF)
    if assumptions.web_services_off_layer == "authentication":
        return AuthenticationRefusal(problem)
    return ControlRefusal(problem)


def not_authorized(sender_id: str, company_id: str) -> AuthenticationRefusal:
    """E047."""
    text = (
        f"The sender ID '{sender_id}' is not authorized to make Web Services requests"
        f" to company ID '{company_id}'."
    )
    title = "Invalid Web Services Authorization"
    return AuthenticationRefusal(Problem("XL03000006", text, description=title, correction=_GRANT))


def wrong_sign_in(assumptions: Assumptions) -> AuthenticationRefusal:
    """E048, E049, E053: password, user, status or entity; the text never tells which."""
    return AuthenticationRefusal(Problem("XL03000006", assumptions.sign_in_wording))


def locked_out(assumptions: Assumptions) -> AuthenticationRefusal:
    """E050 and E051, in that order."""
    locked = Problem("PL04000076", "This user is in LOCKEDOUT state")
    return AuthenticationRefusal(locked, Problem("XL03000006", assumptions.sign_in_wording))


def invalid_session(session_id: str) -> AuthenticationRefusal:
    """E052: the session ID is cut after its first letter, user and company come back empty."""
    problem = Problem("XL03000006", f"Invalid session {session_id[:1]}....")
    return AuthenticationRefusal(problem, echo=False)
