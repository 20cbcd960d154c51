"""Whether a client, a company and a user may have a token (intacct-rest.md §§3 to 5)."""

import hmac

from apps.simulator.assumptions import Assumptions
from apps.simulator.company import Client, Company, User
from apps.simulator.entities import standing
from apps.simulator.oauth.payload import Payload
from apps.simulator.rest import refusals, wording
from apps.simulator.rest.refusals import RestRefusal, Trouble
from apps.simulator.simulation import Simulation

_REST_1216 = "The Client ID, Client Secret, and/or 3rd Party Application are incorrect"


def client_of(payload: Payload, simulation: Simulation) -> Client:
    """The client that sent the payload, by its secret; a verifier may be assumed to replace it."""
    if not payload["client_id"]:
        raise refusals.gateway("GW-0037", "Missing Client ID")
    client = simulation.clients.get(payload["client_id"])
    if client is None:
        raise wrong_client(simulation.assumptions)
    public = bool(payload["code_verifier"]) and simulation.assumptions.verifier_replaces_secret
    if public and "client_secret" not in payload:
        return client
    if not hmac.compare_digest(client.secret.encode(), payload["client_secret"].encode()):
        raise wrong_client(simulation.assumptions)
    return client


def company_of(company_id: str, client: Client, simulation: Simulation) -> Company:
    """The company, once it lets this client ask for tokens at all."""
    company = open_company(company_id, simulation)
    if not company.web_services or company.status == "demo-expired":
        raise invalid_grant(wording.WRONG_CREDENTIALS)
    if client.scope == "non-production" and company.environment == "production":
        raise incorrect_client(simulation.assumptions)
    at_token = simulation.assumptions.unauthorized_sender_fails_at == "token"
    if at_token and not sender_is_welcome(client, company, simulation):
        raise wording.wrong_tenant()
    return company


def open_company(company_id: str, simulation: Simulation) -> Company:
    """The company of that ID, unless it is unknown or suspended."""
    company = simulation.companies.get(company_id)
    if company is None or company.status == "suspended":
        if simulation.assumptions.rest_unknown_company_answer == "invalid_grant":
            raise invalid_grant(wording.WRONG_CREDENTIALS)
        raise wording.wrong_tenant()
    return company


def user_of(company: Company, user_id: str) -> User:
    user = company.user(user_id)
    if user is None or user.status != "active":
        raise invalid_grant(wording.WRONG_CREDENTIALS)
    return user


def entity_of(company: Company, user: User, wanted: str) -> str:
    """Where the token stands; empty is the top level."""
    found = standing(company, user, wanted)
    if found is None:
        raise invalid_grant(wording.WRONG_CREDENTIALS)
    return found


def check_pairing(company: Company, client_id: str, user_id: str, *, assumed: Assumptions) -> None:
    """Company > Setup > Company > Security > Authorized Client Applications lists the two."""
    pairs = {(grant.client_id, grant.user_id) for grant in company.clients}
    if (client_id, user_id) not in pairs:
        raise incorrect_client(assumed)


def sender_is_welcome(client: Client, company: Company, simulation: Simulation) -> bool:
    """Whether the client's sender ID is active at Sage and authorized in the company."""
    sender = simulation.senders.get(client.sender_id)
    known = sender is not None and sender.status == "active"
    return known and company.authorizes(client.sender_id)


def invalid_grant(description: str) -> RestRefusal:
    return refusals.oauth("invalid_grant", description)


def wrong_client(assumptions: Assumptions) -> RestRefusal:
    """Unknown client ID or wrong secret: seen as invalid_client and as REST-1216."""
    if assumptions.wrong_client_answer == "REST-1216":
        return incorrect_client(assumptions)
    return refusals.oauth("invalid_client", "Client authentication failed", status=401)


def incorrect_client(assumptions: Assumptions) -> RestRefusal:
    """REST-1216; its status and envelope were never recorded."""
    trouble = Trouble("invalidRequest", _REST_1216, "REST-1216")
    return refusals.enveloped(trouble, status=400, envelope=assumptions.client_refusal_envelope)
