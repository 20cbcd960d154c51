"""Access tokens for whoever calls Intacct: live ones, each for as long as it may be used."""

from dataclasses import dataclass, field
from datetime import datetime

from apps.connections.models import Connection, Grant
from apps.connections.tokens.lifetimes import is_fresh
from apps.connections.tokens.renewing import ENDLESS, current, renewed
from apps.connections.tokens.transactions import acting
from apps.connections.tokens.ways import way_of
from apps.vault import services as vault
from apps.vault.secret import Secret


@dataclass(frozen=True)
class AccessToken:
    """`generation` names it: tell `refused` that number when a call says it is not valid."""

    secret: Secret = field(repr=False)
    expires_at: datetime
    generation: int


def access_token(
    *, connection: Connection, entity_id: str = "", until: float = ENDLESS
) -> AccessToken:
    """A token that may be used for five minutes at least, refreshed or minted where need be.

    `until`, in seconds of time.monotonic(), is when the worker's time is up: no request is begun
    whose deadline does not fit in front of it. Unreachable is raised then, the tokens untouched.

    Workers only, outside any transaction (RuntimeError otherwise). Raises NoGrant, GrantEnded;
    an IntacctError when no token could be had: a Refused at minting is to be diagnosed, all
    others are trouble, and the tokens are kept; SpoolClosed, VaultClosed, CannotOpen.
    """
    way = way_of(connection, entity_id=entity_id)
    grant = current(way)
    if not is_fresh(grant):
        grant = renewed(way, grant, until=until)
    return _opened(grant)


def refused(*, connection: Connection, entity_id: str = "", generation: int) -> None:
    """A call said that this token is not valid: the next `access_token` fetches another.

    At most one forced refresh comes of it for each generation, however often it is told.
    """
    where = "" if connection.auth == Connection.Auth.AUTHORIZATION_CODE else entity_id
    with acting(connection.tenant_id):
        rows = Grant.objects.filter(connection=connection, entity_id=where)
        rows.filter(generation=generation).update(refused_generation=generation)


def _opened(grant: Grant) -> AccessToken:
    place = grant.place("access", generation=grant.generation)
    secret = vault.open_obtained(bytes(grant.access_sealed), place=place)
    assert grant.expires_at is not None  # noqa: S101 -- stored together with the token
    return AccessToken(secret, grant.expires_at, grant.generation)
