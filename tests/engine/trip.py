"""One customer's way through a guide, alone with the engine and an imitated Intacct."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from apps.checklists import queries
from apps.checklists.guide.format import Guide
from apps.checklists.library import guide_of
from apps.checklists.models import Checklist
from apps.checklists.standing import Known
from apps.connections.models import Connection
from apps.tenants.models import Tenant, User
from apps.tenants.scope import acting_for
from tests.engine.world import World


@dataclass(frozen=True)
class Branch:
    """The alternatives one walk takes; what it leaves open is the recommended option."""

    guide: str
    decisions: Mapping[str, str] = field(default_factory=dict)
    environment: str = "production"

    def __str__(self) -> str:
        return "-".join([self.guide, *self.decisions.values(), self.environment])


@dataclass
class Trip:
    """A branch being walked: the checklist, the company, and the names used on the way."""

    branch: Branch
    tenant: Tenant
    person: User
    checklist_id: UUID
    world: World
    mark: str

    @property
    def checklist(self) -> Checklist:
        """The checklist as it is by now."""
        with self.scope():
            return queries.checklist_of(Connection.objects.get(checklist=self.checklist_id))

    @property
    def connection(self) -> Connection:
        return self.checklist.connection

    @property
    def known(self) -> Known:
        with self.scope():
            return queries.known_of(self.checklist)

    @property
    def guide(self) -> Guide:
        return guide_of(self.checklist)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Act in the tenant's name."""
        with acting_for(self.tenant):
            yield

    @property
    def by_approval(self) -> bool:
        """Whether a person approves in Intacct, so that no Web Services user is needed."""
        return self.connection.auth == Connection.Auth.AUTHORIZATION_CODE

    @property
    def sender_id(self) -> str:
        """Whose list entry lets requests in: the vendor's sender, or the customer's own."""
        return self.connection.sender_name or f"sender-{self.mark}"

    @property
    def client_id(self) -> str:
        """The client application: the vendor's, or the customer's own."""
        application = self.connection.application
        return application.client_id if application else f"client-{self.mark}"

    def user_id(self, entity_id: str) -> str:
        return "approver" if self.by_approval else f"ws_{self.mark}{entity_id}"

    def secret(self, name: str, entity_id: str = "") -> str:
        """The secret of this name: the same wherever it is typed on this trip."""
        return f"canary-{name}-{self.mark}{entity_id}"

    def option(self, variable: str) -> str:
        """The alternative that this walk takes."""
        return self.guide.with_recommended(self.branch.decisions)[variable]
