"""One caller's stay at Intacct over REST: its token, and what is asked with it. No database.

A token that Intacct refuses is exchanged once in a stay and the question put again; what is said
then is believed (../shared/intacct/intacct-rest.md §4.9).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from apps.checks.diagnosis import Diagnosis
from apps.checks.rest_diagnosis import OWN, Asked, diagnose_rest
from apps.connections.models import Grant
from apps.connections.tokens import AccessToken, GrantEnded, NoGrant
from apps.intacct import IntacctError, Refused
from apps.intacct.rest import Identity, Refusal, RestClient, refusal_of, who_is
from apps.intacct.rest.resources import Resource

T = TypeVar("T")

_ENDED = {
    Grant.State.REFUSED: "approval.ended",
    Grant.State.SUPERSEDED: "approval.superseded",
    Grant.State.QUARANTINED: "approval.elsewhere",
    Grant.State.DISCONNECTED: "approval.withdrawn",
}


class Tokens(Protocol):
    """Where access tokens come from: `apps.connections.tokens`, for one connection."""

    def access(self, entity_id: str) -> AccessToken:
        """Raises `NoGrant`, `GrantEnded`, `IntacctError`."""

    def refuse(self, entity_id: str, *, generation: int) -> None:
        """Tell that a call was refused its token."""


class TurnedAway(Exception):
    """A question was not answered. `diagnosis` is None where there is nothing to go in with."""

    def __init__(self, diagnosis: Diagnosis | None) -> None:
        super().__init__(diagnosis.code if diagnosis else "nothing to go in with")
        self.diagnosis = diagnosis


@dataclass
class Visit:
    """Asks as one caller. ``way`` is the connection's auth; ``approved``: whose approval it is."""

    client: RestClient
    tokens: Tokens
    way: str
    entity_id: str = ""
    approved: Mapping[str, str] = field(default_factory=dict)
    held: AccessToken | None = field(default=None, repr=False)
    renewed: bool = False

    def ask(self, resource: Resource[T], *, in_entity: str = "") -> T:
        """What the resource tells. Raises `TurnedAway`."""
        token = self._token()
        try:
            return self._put(resource, token, in_entity=in_entity)
        except Refused as refused:
            if self.renewed or not self._is_stale(refused):
                raise self._away(refused, Asked.CALL) from refused
        except IntacctError as error:
            raise self._away(error, Asked.CALL) from error
        self._renew(token)
        return self._ask_again(resource, in_entity=in_entity)

    def identity(self) -> Identity:
        """Whom the token speaks for, by its own word. Raises `TurnedAway`."""
        return who_is(self._token().secret.reveal())

    def _ask_again(self, resource: Resource[T], *, in_entity: str) -> T:
        token = self._token()
        try:
            return self._put(resource, token, in_entity=in_entity)
        except IntacctError as error:
            raise self._away(error, Asked.CALL) from error

    def _put(self, resource: Resource[T], token: AccessToken, *, in_entity: str) -> T:
        return self.client.ask(resource, access_token=token.secret.reveal(), entity_id=in_entity)

    def _token(self) -> AccessToken:
        if self.held is not None:
            return self.held
        try:
            self.held = self.tokens.access(self.entity_id)
        except NoGrant:
            raise TurnedAway(None) from None
        except GrantEnded as ended:
            raise TurnedAway(self._after(ended)) from None
        except IntacctError as error:
            raise self._away(error, Asked.TOKEN) from error
        return self.held

    def _renew(self, token: AccessToken) -> None:
        self.tokens.refuse(self.entity_id, generation=token.generation)
        self.held, self.renewed = None, True

    def _is_stale(self, refused: Refused) -> bool:
        """Whether another token may help.

        Client credentials cost nothing to use again, and only a token request tells whether it is
        the company, its subscription or the user that a call was turned away for.
        """
        refusal = refusal_of(refused)
        return refusal is Refusal.ACCESS_TOKEN or (self.way == OWN and refusal is Refusal.TENANT)

    def _after(self, ended: GrantEnded) -> Diagnosis | None:
        if self.way == OWN:
            return None
        return Diagnosis(_ENDED[ended.state], dict(self.approved))

    def _away(self, error: IntacctError, asked: Asked) -> TurnedAway:
        return TurnedAway(diagnose_rest(error, asked=asked, way=self.way))
