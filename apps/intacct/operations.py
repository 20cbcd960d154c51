"""One exchange with the gateway, written down without doing it.

An operation makes its request and reads the answer; whoever holds it carries the bytes::

    operation = Call(sender=sender, session=session, function=functions.get_applications())
    applications = operation.read(transport.send(operation.request()))
"""

import uuid
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from apps.intacct.answers import Reply, read_answer
from apps.intacct.envelope import write_request
from apps.intacct.errors import Unclear, UnclearReason
from apps.intacct.exchange import HttpAnswer, HttpRequest
from apps.intacct.expiry import expiry_of
from apps.intacct.functions import Function, get_api_session
from apps.intacct.hosts import AllowedHosts
from apps.intacct.login import SenderLogin, Session, UserLogin
from apps.intacct.readers import Incomplete
from apps.intacct.results import ApiSession

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

LONGEST_SESSION_ID = 512


class Operation(Protocol[T_co]):
    """What a driver, sync or async, needs to know of an exchange."""

    def request(self) -> HttpRequest: ...

    def read(self, answer: HttpAnswer) -> T_co: ...


def _new_control_id() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True)
class Call(Generic[T]):
    """Ask one function within a session, at the session's endpoint."""

    sender: SenderLogin
    session: Session
    function: Function[T]
    control_id: str = field(default_factory=_new_control_id)

    def request(self) -> HttpRequest:
        """Raises ValueError, naming the element, for characters XML cannot carry."""
        return write_request(
            self.sender,
            self.session,
            self.function.body,
            endpoint=self.session.endpoint,
            control_id=self.control_id,
        )

    def read(self, answer: HttpAnswer) -> T:
        """The function's result. Slides the session's expiry. Raises `IntacctError`."""
        secrets = (self.sender.password, self.session.session_id)
        reply = read_answer(answer, secrets=secrets)
        _require_ours(reply, self.session, self.control_id)
        self.session.expires_at = expiry_of(reply)
        return _value(reply, self.function)


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """Open a session with a login, or step from a session into an entity ("" for top level)."""

    sender: SenderLogin
    caller: UserLogin | Session
    endpoint: str
    hosts: AllowedHosts
    entity_id: str | None = None
    control_id: str = field(default_factory=_new_control_id)

    def request(self) -> HttpRequest:
        """Raises ValueError, naming the element, for characters XML cannot carry."""
        return write_request(
            self.sender,
            self.caller,
            get_api_session(entity_id=self.entity_id).body,
            endpoint=self.endpoint,
            control_id=self.control_id,
        )

    def read(self, answer: HttpAnswer) -> Session:
        """The session, its endpoint checked against `hosts`. Raises `IntacctError`."""
        caller = self.caller
        secret = caller.password if isinstance(caller, UserLogin) else caller.session_id
        reply = read_answer(answer, secrets=(self.sender.password, secret))
        _require_ours(reply, caller, self.control_id)
        api = _value(reply, get_api_session())
        self._require_usable(api, reply)
        return Session(
            session_id=api.session_id,
            endpoint=api.endpoint,
            company_id=caller.company_id,
            user_id=caller.user_id,
            entity_id=api.entity_id,
            expires_at=expiry_of(reply),
        )

    def _require_usable(self, api: ApiSession, reply: Reply) -> None:
        wanted = self.caller.entity_id if self.entity_id is None else self.entity_id
        if not self.hosts.allows(api.endpoint):
            raise _unclear(reply, UnclearReason.FOREIGN_ENDPOINT)
        if wanted and api.entity_id and not _same(wanted, api.entity_id):
            raise _unclear(reply, UnclearReason.FOREIGN_ANSWER)
        if not _is_session_id(api.session_id):
            raise _unclear(reply, UnclearReason.INCOMPLETE)


def _value(reply: Reply, function: Function[T]) -> T:
    data = reply.only_result().data
    if data is not None:
        try:
            return function.read(data)
        except Incomplete:
            pass
    raise _unclear(reply, UnclearReason.INCOMPLETE)


def _require_ours(reply: Reply, caller: UserLogin | Session, control_id: str) -> None:
    """Refuse an answer meant for another request, company or user (row iF32)."""
    told = reply.authentication
    # `company|entity`, `console|client` and `ExtUser|console|user` are one party in several names.
    companies, users = caller.company_id.split("|"), told.user_id.split("|")
    ours = (
        _same(reply.control_id or control_id, control_id)
        and (not told.company_id or any(_same(told.company_id, name) for name in companies))
        and (not told.user_id or any(_same(caller.user_id, name) for name in users))
    )
    if not ours:
        raise _unclear(reply, UnclearReason.FOREIGN_ANSWER)


def _same(one: str, other: str) -> bool:
    # Intacct may echo its own spelling of a name; this only tells strangers apart.
    return one.strip().casefold() == other.strip().casefold()


def _is_session_id(text: str) -> bool:
    plain = text.isascii() and text.isprintable() and not set(text) & set(" <>&\"'")
    return plain and 0 < len(text) <= LONGEST_SESSION_ID


def _unclear(reply: Reply, reason: UnclearReason) -> Unclear:
    return Unclear(reason, http_status=reply.answer.status)
