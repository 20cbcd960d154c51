"""A customer's side of an approval: the connection, its person, and that person's browser."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from apps.connections import applications, approvals
from apps.connections import services as connections
from apps.connections.disconnecting import disconnect
from apps.connections.models import Approval, ClientApplication, Connection, Grant
from apps.tenants.models import Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret
from tests.connections.approvals.intacct import CLIENT_ID, CLIENT_SECRET, Intacct
from tests.factories import ROBOT, canary, make_member, make_sender, make_tenant


@dataclass(frozen=True)
class Attempt:
    """An attempt under way: its row, Intacct's address, and the browser it was begun in."""

    id: UUID
    url: str
    browser: str


@dataclass(frozen=True)
class Office:
    """A tenant whose connection to Acme waits to be approved."""

    tenant: Tenant
    user: User
    connection: Connection
    application: ClientApplication

    @classmethod
    def open(cls, application: ClientApplication, *, company_id: str = "Acme") -> "Office":
        tenant = make_tenant()
        connection = drafted(tenant, application, company_id=company_id)
        return cls(tenant, make_member(tenant, role="member"), connection, application)

    def another(self) -> "Office":
        """The same people at a second connection to the same company."""
        connection = drafted(self.tenant, self.application, company_id=self.connection.company_id)
        return replace(self, connection=connection)

    def start(self) -> Attempt:
        browser = canary("browser")
        with self.scope():
            started = approvals.start(connection=self.connection, user=self.user, browser=browser)
        return Attempt(started.approval_id, started.url, browser)

    def receive(
        self,
        attempt: Attempt,
        query_string: str,
        *,
        application_id: UUID | None = None,
        user: User | str | None = "starter",
        browser: str | None = None,
    ) -> approvals.Receipt:
        """Visit the callback, as the one who left and in the same browser unless said otherwise."""
        cookies = {attempt.id: attempt.browser if browser is None else browser}
        return approvals.receive(
            application_id=application_id or self.application.id,
            query_string=query_string,
            user=self.user if isinstance(user, str) else user,
            browser_of=lambda approval_id: cookies.get(approval_id, ""),
        )

    def approve(self, intacct: Intacct, **person: str) -> Approval:
        """Start, accept in Intacct, come back, and let a worker collect it."""
        attempt = self.come_back(intacct, **person)
        self.work(attempt)
        return self.approval(attempt)

    def come_back(self, intacct: Intacct, **person: str) -> Attempt:
        """The same, and no worker has heard of it yet."""
        attempt = self.start()
        self.receive(attempt, intacct.walk(attempt.url, **person))
        return attempt

    def work(self, attempt: Attempt) -> None:
        """What a worker does that is told of the attempt."""
        approvals.collect(tenant_id=self.tenant.id, approval_id=attempt.id)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """A transaction in the tenant's name."""
        with acting_for(self.tenant), transaction.atomic():
            yield

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """A transaction in everyone's name, as operators have it."""
        with across_tenants(), transaction.atomic():
            yield

    def fresh(self) -> Connection:
        """The connection as it is by now."""
        with self.scope():
            rows = Connection.objects.select_related("application", "tenant")
            return rows.get(id=self.connection.id)

    def disconnect(self) -> None:
        with self.scope():
            disconnect(connection=self.fresh(), actor=ROBOT)

    def grants(self) -> list[Grant]:
        with self.scope():
            return list(Grant.objects.all())

    def delete(self) -> None:
        """The vendor's customer is gone, and all its rows."""
        with self.everywhere():
            Approval.objects.filter(tenant=self.tenant).delete()
            self.tenant.delete()
            self.user.delete()

    def approval(self, attempt: Attempt | Approval) -> Approval:
        """The attempt's row as it is by now."""
        with self.scope():
            rows = Approval.objects.select_related("connection", "application")
            return rows.get(id=attempt.id)


def drafted(tenant: Tenant, application: ClientApplication, *, company_id: str) -> Connection:
    with acting_for(tenant), transaction.atomic():
        connection = connections.draft(
            tenant=tenant,
            environment="production",
            auth=Connection.Auth.AUTHORIZATION_CODE,
            application=application,
            actor=ROBOT,
        )
        connections.name_company(connection=connection, company_id=company_id, actor=ROBOT)
    return connection


def register(client_id: str = CLIENT_ID) -> ClientApplication:
    """The vendor's application, with the keys Sage issued for it."""
    application = applications.register(
        name=f"Production {secrets.token_hex(3)}",
        scope="production",
        sender=make_sender(),
        actor=ROBOT,
    )
    applications.save_keys(
        application=application,
        client_id=client_id,
        secret=Secret(CLIENT_SECRET),
        allowed_origins=[],
        actor=ROBOT,
    )
    return application
