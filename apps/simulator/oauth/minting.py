"""Makes the tokens of a grant (intacct-rest.md §§4.4 to 4.6)."""

import secrets
import zlib
from typing import Any

from apps.simulator import clock
from apps.simulator.oauth import keys
from apps.simulator.oauth.grants import Access, Grant, refresher_of
from apps.simulator.simulation import Simulation


def answer(
    grant: Grant,
    simulation: Simulation,
    *,
    issuer: str,
    entity_id: str | None = None,
    redeemed: str = "",
    withhold_refresh: bool = False,
) -> dict[str, Any]:
    """The body of a token answer, recorded member by member; `scope` is not among them.

    `withhold_refresh` leaves the refresh token out: the one redeemed then goes on working.
    """
    seconds = simulation.assumptions.access_token_seconds
    entity = grant.entity_id if entity_id is None else entity_id
    document: dict[str, Any] = {"token_type": "Bearer"}
    refresh = ""
    if grant.offline and not withhold_refresh:
        rotation = simulation.assumptions.refresh_rotation
        refresh = simulation.grants.hand_out(grant, redeemed=redeemed, rotation=rotation)
    access = keys.signed(_claims(grant, simulation, entity_id=entity, issuer=issuer))
    kept = Access(grant, entity, clock.now() + seconds, refresher_of(refresh))
    simulation.grants.keep(access, kept)
    document["access_token"] = access
    if refresh:
        document["refresh_token"] = refresh
    return document | {"expires_in": seconds}


def claims_known(simulation: Simulation, access: Access) -> dict[str, str]:
    """The keys of company, user and entity behind an access token, as the claims write them."""
    grant = access.grant
    users = [user.id for user in simulation.companies[grant.company_id].users]
    entities = [entity.id for entity in simulation.companies[grant.company_id].entities]
    return {
        "cnyKey": str(zlib.crc32(grant.company_id.encode()) % 1_000_000),
        "userKey": _place(users, grant.user_id),
        "entityKey": _place(entities, access.entity_id),
    }


def _claims(grant: Grant, simulation: Simulation, *, entity_id: str, issuer: str) -> dict[str, Any]:
    """The claims Intacct's discovery document lists."""
    seconds = simulation.assumptions.access_token_seconds
    moment = int(clock.now())
    session = simulation.sessions.open(
        grant.company_id, grant.user_id, entity_id=entity_id, seconds=seconds
    )
    known = claims_known(simulation, Access(grant, entity_id, 0, ""))
    return {
        "iss": issuer,
        "sub": f"{grant.user_id}@{grant.company_id}",
        "aud": grant.client_id,
        "iat": moment,
        "exp": moment + seconds,
        "oid": secrets.token_hex(8),
        "clientId": grant.client_id,
        "cnyId": grant.company_id,
        "cnyKey": known["cnyKey"],
        "userId": grant.user_id,
        "userKey": known["userKey"],
        "entityId": entity_id,
        "sessionId": session.id,
        "agentId": "",
        "aiEnabled": False,
    }


def _place(names: list[str], name: str) -> str:
    return str(names.index(name) + 1) if name in names else ""
