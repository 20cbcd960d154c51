"""Whose approval it turned out to be: looked at over the network first, judged with the row held.

B9 of ../shared/reference/security-reliability.md: the grant is for the company that was meant.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from apps.connections.approvals.reasons import Reason
from apps.connections.gateway import rest_client
from apps.connections.models import Connection, WebServicesUser
from apps.intacct import IntacctError
from apps.intacct.rest import Identity, RestClient, Signature, SigningKeys, TokenSet, who_is

LOOK_SECONDS = 6.0
LOOKING_SECONDS = 3 * LOOK_SECONDS  # with the exchange, it is over before its worker must be


@dataclass(frozen=True)
class Sight:
    """What a token's claims and Intacct's introspection say of it.

    ``alive`` is None where Intacct answered neither yes nor no.
    """

    claims: Identity
    introspected: Identity
    alive: bool | None

    @property
    def identity(self) -> Identity:
        """Whose it is: by its claims, or by introspection where they cannot be read."""
        return self.claims if self.claims.company_id else self.introspected


@dataclass(frozen=True)
class Judgement:
    """What is kept of the question, and why the grant may not be used, if it may not."""

    found: dict[str, Any]
    reason: Reason | None


def look(received: TokenSet) -> Sight:
    """Read the token and try it out. Trouble on the way proves nothing and is not raised."""
    client, token = rest_client(seconds=LOOK_SECONDS), received.access_token
    return Sight(
        claims=who_is(token, keys=_keys(client)),
        introspected=_introspected(client, token),
        alive=_answers(client, token),
    )


def judge(sight: Sight, connection: Connection) -> Judgement:
    """Compare byte for byte with what is meant. Call it with the connection's row held."""
    meant = _meant(connection)
    told = [each for each in (sight.claims, sight.introspected) if each.company_id]
    strangers = [(each, names) for each in told if (names := _differing(each, meant))]
    identity, differs = strangers[0] if strangers else (sight.identity, ())
    found = {
        "company_id": identity.company_id,
        "user_id": identity.user_id,
        "entity_id": identity.entity_id,
        "differs": list(differs),
        "signature": sight.claims.signature.value,
        "alive": sight.alive,
    }
    if "user_id" in differs:
        found["user_before"] = meant["user_id"]
    return Judgement(found, _reason(sight, differs))


def _reason(sight: Sight, differs: tuple[str, ...]) -> Reason | None:
    if sight.claims.signature is Signature.BAD:
        return Reason.BAD_SIGNATURE
    if not sight.identity.company_id or not sight.identity.user_id:
        return Reason.UNREADABLE
    return _REASON_OF[differs[0]] if differs else None


def _meant(connection: Connection) -> dict[str, str]:
    """What the approval must be for; a user and an entity only where they are settled."""
    meant = {"company_id": connection.company_id}
    named = WebServicesUser.objects.filter(connection=connection, entity_id="").first()
    if named is not None:
        meant["user_id"] = named.user_id
    if connection.level == Connection.Level.TOP:
        meant["entity_id"] = ""
    return meant


def _differing(identity: Identity, meant: dict[str, str]) -> tuple[str, ...]:
    told = {name: getattr(identity, name) for name in meant}
    return tuple(name for name, value in told.items() if value and value != meant[name])


def _keys(client: RestClient) -> SigningKeys | None:
    with suppress(IntacctError):
        return client.signing_keys()
    return None


def _introspected(client: RestClient, token: str) -> Identity:
    with suppress(IntacctError):
        return client.introspect(token=token).identity
    return Identity()


def _answers(client: RestClient, token: str) -> bool | None:
    with suppress(IntacctError):
        client.dimensions(access_token=token)
        return True
    return None


_REASON_OF = {
    "company_id": Reason.WRONG_COMPANY,
    "user_id": Reason.WRONG_USER,
    "entity_id": Reason.WRONG_ENTITY,
}
