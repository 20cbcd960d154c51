"""Who is calling, by bearer token and entity header (intacct-rest.md §§4.9, 5, 6)."""

from dataclasses import dataclass

from apps.simulator import clock
from apps.simulator.company import Company, User
from apps.simulator.entities import standing
from apps.simulator.oauth import admission, keys
from apps.simulator.oauth.grants import Access
from apps.simulator.rest import wording
from apps.simulator.simulation import Simulation

ENTITY_HEADER = "X-IA-API-Param-Entity"


@dataclass(frozen=True)
class Caller:
    """A user of a company; `entity_id` is empty at the top level."""

    company_id: str
    company: Company
    user: User
    entity_id: str


def access_of(authorization: str, simulation: Simulation) -> Access | None:
    """What the bearer token stands for, good or not; None where it stands for nothing."""
    return simulation.grants.find(authorization.removeprefix("Bearer "))


def caller_of(authorization: str, entity_id: str, simulation: Simulation) -> Caller:
    """The caller, once token, company, sender and entity have been checked, in this order."""
    access = _good_access(authorization, simulation)
    grant = access.grant
    company, user = _welcome(access, simulation)
    grant.settle(access.refresher)
    wanted = entity_id or access.entity_id
    found = standing(company, user, wanted)
    if found is None:
        raise wording.wrong_entity(simulation.assumptions, wanted)
    return Caller(grant.company_id, company, user, found)


def _good_access(authorization: str, simulation: Simulation) -> Access:
    kind, _, token = authorization.partition(" ")
    if kind != "Bearer" or not token:
        raise wording.no_bearer()
    if not keys.has_the_shape(token):
        raise wording.undecodable_token()
    access = simulation.grants.find(token)
    if access is None or not access.grant.alive:
        raise wording.dead_token()
    if access.expires <= clock.now():
        raise wording.expired_token(simulation.assumptions)
    return access


def _welcome(access: Access, simulation: Simulation) -> tuple[Company, User]:
    """The company and user of a token, checked again with every call unless assumed otherwise."""
    company = simulation.companies.get(access.grant.company_id)
    user = company.user(access.grant.user_id) if company else None
    if company is None or company.status == "suspended":
        raise wording.wrong_tenant()
    if simulation.assumptions.token_recheck:
        if company.status != "active" or not company.web_services:
            raise wording.wrong_tenant()
        _check_sender(access, company, simulation)
    if user is None or (simulation.assumptions.token_recheck and user.status != "active"):
        raise wording.dead_token()
    return company, user


def _check_sender(access: Access, company: Company, simulation: Simulation) -> None:
    client = simulation.clients.get(access.grant.client_id)
    if client is None or not admission.sender_is_welcome(client, company, simulation):
        raise wording.wrong_tenant()
