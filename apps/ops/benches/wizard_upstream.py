"""Intacct's own time in a check: the same calls once more, from where nothing else is done."""

import time
from dataclasses import dataclass

from apps.checklists.library import newest
from apps.checklists.requirements import requirements_of
from apps.checks import questions
from apps.checks.gateway import demands_of
from apps.checks.interview import PASSED, Caller, Interview
from apps.checks.questions import Caller as Named
from apps.connections.models import Connection, Sender
from apps.intacct import (
    AllowedHosts,
    Client,
    HttpAnswer,
    HttpRequest,
    RequestsTransport,
    SenderLogin,
)
from apps.ops.benches.stage import Stage
from apps.ops.benches.wizard_customer import DECISIONS, GUIDE, SENDER_ID, Customer, user_id
from apps.vault.secret import Secret


@dataclass
class ClockedTransport:
    """A `Transport` that adds up how long its calls took, connecting included."""

    transport: RequestsTransport
    seconds: float = 0.0
    calls: int = 0

    @property
    def hosts(self) -> AllowedHosts:
        return self.transport.hosts

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Carry one request. Raises what the transport raises."""
        began = time.perf_counter()
        try:
            return self.transport.send(request)
        finally:
            self.seconds += time.perf_counter() - began
            self.calls += 1


@dataclass(frozen=True)
class Upstream:
    """The vendor's way into the simulated Intacct."""

    intacct: Stage
    sender_password: Secret

    def replay(self, customer: Customer, number: int) -> ClockedTransport:
        """Put the questions of that save's check; return the clock. Raises LookupError."""
        transport = RequestsTransport(hosts=AllowedHosts.of([self.intacct.host]))
        clock = ClockedTransport(transport)
        sender = SenderLogin(SENDER_ID, self.sender_password.reveal())
        connection = _connection(customer)
        caller = Caller("", user_id(number), Secret(customer.password))
        interview = Interview(
            client=Client(sender=sender, transport=clock, endpoint=self.intacct.gateway),
            company_id=customer.company_id,
            callers=(caller,),
            questions=questions.plan(connection, [Named("", caller.user_id)]),
            demands=demands_of(connection),
        )
        if {answer.outcome for answer in interview.answers()} != {PASSED}:
            raise LookupError(f"{customer.company_id} does not admit {caller.user_id}")
        return clock


def _connection(customer: Customer) -> Connection:
    guide = newest(GUIDE)
    return Connection(
        auth=guide.auth,
        sender=Sender(sender_id=SENDER_ID),
        company_id=customer.company_id,
        requirements=requirements_of(guide, DECISIONS),
    )
