"""A company at the simulator, a connection to it over REST, and checks of it: nothing is faked."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from apps.checks import services
from apps.checks.models import Run
from apps.connections import applications, tokens
from apps.connections import services as connections
from apps.connections.gateway import client_login, rest_client
from apps.connections.models import ClientApplication, Connection, Grant, Sender
from apps.intacct.rest import (
    Approved,
    authorization_url,
    new_state,
    new_verifier,
    read_callback,
)
from apps.ops.benches.stage import Stage
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret
from tests.checks.runs import begin_run, open_codes, proofs
from tests.factories import ROBOT, make_sender, make_tenant
from tests.intacct.rest.consent import approve

CLIENT_ID, CLIENT_SECRET = "b5974b6c5d6f2f1edb33.app.sage.com", "canary-client-secret"
CALLBACK = "https://portal.example/oauth/callback"
REQUIREMENTS = {
    "applications": [{"code": "GL", "name": "General Ledger"}],
    "objects": [
        {
            "object": "GLACCOUNT",
            "words": "Can read accounts",
            "application": "General Ledger",
        },
        {"object": "VENDOR", "words": "Can read vendors", "application": "Accounts Payable"},
    ],
}
USERS: list[dict[str, Any]] = [
    {"id": "Robot", "password": "canary-robot", "roles": ["Reader"]},
    {"id": "admin", "password": "canary-admin", "admin": "full", "webServicesOnly": False},
    {"id": "clerk", "password": "canary-clerk", "roles": ["Reader"], "webServicesOnly": False},
]
COMPANY: dict[str, Any] = {
    "applications": ["CO", "GL", "AP"],
    "entities": [{"id": "100", "name": "North"}, {"id": "200", "name": "South"}],
    "senders": [{"id": "CraftableMPP"}],
    "clients": [{"clientId": CLIENT_ID, "userId": "Robot"}],
    "roles": [{"name": "Reader", "permissions": {"GL": "All", "AP": "All", "CO": "All"}}],
    "users": USERS,
}


@dataclass(frozen=True)
class Seen:
    """What a check showed: its verdict, the open findings, and what is known of each purpose."""

    verdict: str
    codes: list[str]
    proofs: dict[str, str]

    @property
    def disproven(self) -> set[str]:
        return {purpose for purpose, outcome in self.proofs.items() if outcome == "failed"}


@dataclass
class Setup:
    """One connection to Acme, and the simulator it goes to."""

    stage: Stage
    connection: Connection
    company: dict[str, Any] = field(default_factory=lambda: dict(COMPANY))

    def arrange(self, **changes: Any) -> None:
        """Put the company as it should be, but for the members given."""
        self.stage.call("PUT", "companies/Acme", {**self.company, **changes})

    def arrange_client(self, **changes: Any) -> None:
        """Register the application as it should be, but for the members given."""
        body = {"secret": CLIENT_SECRET, "redirectUris": [CALLBACK], "senderId": "CraftableMPP"}
        self.stage.call("PUT", f"clients/{CLIENT_ID}", {**body, **changes})

    def assume(self, **assumed: Any) -> None:
        self.stage.call("PATCH", "assumptions", assumed)

    def fault(self, kind: str, path: str = "/ia/api/v1/") -> None:
        self.stage.call("POST", "faults", {"kind": kind, "times": 0, "path": path})

    def tokens(self, state: str) -> None:
        self.stage.call("POST", "tokens", {"company": "Acme", "user": None, "state": state})

    def check(self) -> Seen:
        """Ask everything, as a worker would."""
        run = self.run()
        known = {purpose: outcome for (purpose, _), outcome in proofs(self.connection).items()}
        return Seen(run.verdict, open_codes(self.connection), known)

    def run(self) -> Run:
        self.connection.refresh_from_db()
        run = begin_run(self.connection)
        services.carry_out(tenant_id=run.tenant_id, run_id=run.id)
        run.refresh_from_db()
        assert run.state == "done"
        return run

    def approve(self, user_id: str = "admin", *, quarantined: bool = False) -> Grant:
        """Let a person sign in at Intacct and accept; keep what comes of it."""
        verifier, base_url = new_verifier(), f"{self.stage.url}/ia/api/v1"
        address = authorization_url(
            client_id=CLIENT_ID,
            redirect_uri=CALLBACK,
            state=new_state(),
            verifier=verifier,
            base_url=base_url,
        )
        person = {"company": "Acme", "user": user_id, "password": f"canary-{user_id}"}
        answer = read_callback(approve(address, person=person, decision="accept"))
        assert isinstance(answer, Approved)
        received = rest_client().exchange_code(
            client=client_login(self.connection),
            code=answer.code,
            verifier=verifier,
            redirect_uri=CALLBACK,
        )
        with transaction.atomic():
            connections.hold(connection=self.connection)
            return tokens.adopt(
                connection=self.connection,
                received=received,
                identity=received.identity,
                approved_by="Alice",
                quarantined=quarantined,
            )


def make_setup(stage: Stage, auth: str) -> Setup:
    """A healthy company and a new connection to it, in the scope of its tenant."""
    stage.call("POST", "reset", {})
    sender, tenant = make_sender(), make_tenant()
    application = _application(sender) if auth == Connection.Auth.AUTHORIZATION_CODE else None
    with acting_for(tenant):
        connection = connections.draft(
            tenant=tenant,
            environment="production",
            auth=auth,
            application=application,
            actor=ROBOT,
        )
        connections.name_company(connection=connection, company_id="Acme", actor=ROBOT)
        connections.require(connection=connection, level="top", requirements=REQUIREMENTS)
    setup = Setup(stage, connection)
    stage.call("PUT", "senders/CraftableMPP", {"password": "canary-sender"})
    setup.arrange_client()
    setup.arrange()
    return setup


def name_user(connection: Connection, user_id: str = "Robot", entity_id: str = "") -> None:
    connections.save_user(
        connection=connection, entity_id=entity_id, user_id=user_id, password=None, actor=ROBOT
    )


def name_client(connection: Connection, secret: str = CLIENT_SECRET) -> None:
    connections.name_client(
        connection=connection, client_id=CLIENT_ID, secret=Secret(secret), actor=ROBOT
    )


def _application(sender: Sender) -> ClientApplication:
    with across_tenants():
        made = applications.register(
            name="Production", scope="production", sender=sender, actor=ROBOT
        )
        applications.save_keys(
            application=made,
            client_id=CLIENT_ID,
            secret=Secret(CLIENT_SECRET),
            allowed_origins=[],
            actor=ROBOT,
        )
    return made
