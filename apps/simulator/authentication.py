"""Who is calling, checked in Intacct's order (intacct-xml.md §2, Order of checks; §5)."""

import hmac
from dataclasses import dataclass

from apps.simulator import clock, wording
from apps.simulator.company import Company, User
from apps.simulator.entities import enterable, standing
from apps.simulator.request import Control, Login, Operation, Request
from apps.simulator.sessions import Session
from apps.simulator.simulation import Simulation


@dataclass(frozen=True)
class Caller:
    """A signed-in user; `entity_id` is empty at the top level, `expires` is epoch seconds."""

    company_id: str
    user_id: str
    entity_id: str
    expires: float


class Doorkeeper:
    """Raises the refusal of the first check that fails (`refusals`), or says who is calling."""

    def __init__(self, simulation: Simulation, *, request_id: str) -> None:
        self._simulation = simulation
        self._assumptions = simulation.assumptions
        self._request_id = request_id

    def check_front(self, request: Request) -> None:
        """The front gateway: it must know the company of every login (E009, E013)."""
        for operation in request.operations:
            if operation.login is not None:
                self._check_known(operation.login.company_id)

    def check_sender(self, control: Control) -> None:
        """Sender ID and password, both case sensitive, then the transport policy (E005, E007)."""
        sender = self._simulation.senders.get(control.sender_id)
        if sender is None or sender.status == "inactive":
            raise wording.wrong_sender()
        if not _same(sender.password, control.password):
            raise wording.wrong_sender()
        if control.policy_id:
            raise wording.unknown_policy(control.policy_id)

    def admit(self, operation: Operation, *, sender_id: str) -> Caller:
        """The caller of one operation, by login or by session."""
        if operation.login is not None:
            return self._by_login(operation.login, sender_id)
        return self._by_session(operation.session_id, sender_id)

    def _by_login(self, login: Login, sender_id: str) -> Caller:
        company_id = self._check_known(login.company_id)
        self._check_open(company_id, sender_id)
        user = self._user(login, company_id)
        entity_id = self._signed_in(user, login, company_id)
        if user.status == "lockedout":
            raise wording.locked_out(self._assumptions)
        self._simulation.bad_sign_ins.pop((company_id, user.id), None)
        return Caller(company_id, user.id, entity_id, self._expires())

    def _by_session(self, session_id: str, sender_id: str) -> Caller:
        session = self._simulation.sessions.find(session_id)
        if session is None or session.company_id not in self._simulation.companies:
            raise wording.invalid_session(session_id)
        if self._assumptions.session_recheck:
            self._check_known(session.company_id)
            self._check_open(session.company_id, sender_id)
        if not self._still_welcome(session):
            raise wording.invalid_session(session_id)
        session.expires = self._expires()
        return Caller(session.company_id, session.user_id, session.entity_id, session.expires)

    def _check_known(self, written: str) -> str:
        """The company's ID; a suspended one is as unknown as one that does not exist."""
        if not written:
            raise wording.no_company()
        company_id = self._simulation.company_id(written)
        errorno = self._assumptions.unknown_company_errorno
        if company_id is not None:
            if self._simulation.companies[company_id].status != "suspended":
                return company_id
            errorno = self._assumptions.suspended_company_errorno
        raise wording.unknown_company(errorno, request_id=self._request_id)

    def _check_open(self, company_id: str, sender_id: str) -> None:
        company = self._simulation.companies[company_id]
        if company.status == "demo-expired":
            raise wording.demo_expired()
        if not company.web_services:
            raise wording.web_services_off(self._assumptions)
        if not company.authorizes(sender_id):
            raise wording.not_authorized(sender_id, company_id)

    def _user(self, login: Login, company_id: str) -> User:
        ignore_case = self._assumptions.user_id_ignores_case
        user = self._simulation.companies[company_id].user(login.user_id, ignore_case=ignore_case)
        if user is None or user.status == "inactive":
            raise wording.wrong_sign_in(self._assumptions)
        if user.status == "lockedout" and not self._assumptions.lockout_needs_right_password:
            raise wording.locked_out(self._assumptions)
        return user

    def _signed_in(self, user: User, login: Login, company_id: str) -> str:
        """The entity this login stands in; a wrong one sounds like a wrong password."""
        if not _same(user.password, login.password):
            self._simulation.count_bad_sign_in(company_id, user)
            raise wording.wrong_sign_in(self._assumptions)
        entity_id = standing(self._simulation.companies[company_id], user, login.entity_id)
        if entity_id is None:
            if self._assumptions.lockout_counts_wrong_entity:
                self._simulation.count_bad_sign_in(company_id, user)
            raise wording.wrong_sign_in(self._assumptions)
        return entity_id

    def _still_welcome(self, session: Session) -> bool:
        company: Company = self._simulation.companies[session.company_id]
        user = company.user(session.user_id)
        if user is None or not self._assumptions.session_ends_with_user:
            return user is not None
        stands = not session.entity_id or session.entity_id in enterable(company, user)
        return user.status == "active" and stands

    def _expires(self) -> float:
        return clock.now() + self._assumptions.session_seconds


def _same(known: str, given: str) -> bool:
    return hmac.compare_digest(known.encode(), given.encode())
