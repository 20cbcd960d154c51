"""The XML gateway in one object, for callers that wait for the answer.

>>> client = Client(sender=sender, transport=RequestsTransport(hosts=hosts))
>>> session = client.open_session(UserLogin("Acme", "xmlgw_causeway", password))
>>> client.entities(session)

Every method makes one call, waits for it, and raises `IntacctError` when it yields no result.
A refused or expired session is not renewed here: signing in again is the caller's decision.
"""

from typing import TypeVar

from apps.intacct import functions
from apps.intacct.exchange import Transport
from apps.intacct.functions import Function
from apps.intacct.login import SenderLogin, Session, UserLogin
from apps.intacct.operations import Call, Operation, SignIn
from apps.intacct.results import (
    Entity,
    FinancialSetup,
    Permission,
    Preference,
    QueryProbe,
    UserInfo,
)

T = TypeVar("T")

GATEWAY = "https://api.intacct.com/ia/xml/xmlgw.phtml"


class Client:
    """Signs in and asks functions as one sender, through one transport."""

    def __init__(
        self, *, sender: SenderLogin, transport: Transport, endpoint: str = GATEWAY
    ) -> None:
        """Raises ValueError when the transport may not open `endpoint`: that is configuration."""
        if not transport.hosts.allows(endpoint):
            raise ValueError(f"the hosts of the transport do not allow {endpoint}")
        self._sender = sender
        self._transport = transport
        self._endpoint = endpoint

    def open_session(self, login: UserLogin) -> Session:
        """Sign in; the entity of `login`, if any, is the session's."""
        return self._run(
            SignIn(
                sender=self._sender,
                caller=login,
                endpoint=self._endpoint,
                hosts=self._transport.hosts,
            )
        )

    def enter_entity(self, session: Session, entity_id: str) -> Session:
        """A further session in an entity, or at top level for "", without a password."""
        return self._run(
            SignIn(
                sender=self._sender,
                caller=session,
                endpoint=session.endpoint,
                hosts=self._transport.hosts,
                entity_id=entity_id,
            )
        )

    def call(self, session: Session, function: Function[T]) -> T:
        """Ask any function of `apps.intacct.functions`."""
        return self._run(Call(sender=self._sender, session=session, function=function))

    def entities(self, session: Session) -> tuple[Entity, ...]:
        return self.call(session, functions.read_entity_details())

    def applications(self, session: Session) -> tuple[str, ...]:
        return self.call(session, functions.get_applications())

    def probe_query(self, session: Session, object_name: str) -> QueryProbe:
        """Whether the user may query an object; `Refused` names what is missing."""
        return self.call(session, functions.probe_query(object_name))

    def financial_setup(self, session: Session) -> FinancialSetup:
        return self.call(session, functions.get_financial_setup())

    def user_permissions(self, session: Session, user_id: str) -> tuple[Permission, ...]:
        return self.call(session, functions.get_user_permissions(user_id))

    def user_info(self, session: Session, user_id: str) -> UserInfo:
        return self.call(session, functions.read_user_info(user_id))

    def preferences(self, session: Session, application: str) -> tuple[Preference, ...]:
        return self.call(session, functions.get_company_preferences(application))

    def _run(self, operation: Operation[T]) -> T:
        return operation.read(self._transport.send(operation.request()))
