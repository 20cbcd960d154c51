"""Set the stage for a journey: operators, tenants, people and companies, all with fresh names.

Only the operators come from the command line, since nobody could let the first one in. All else
happens as it would happen for real: over HTTP, by the people whose work it is.
"""

import re
import secrets
from dataclasses import dataclass, field, replace

from config.local.journey_stack import JourneyStack
from tests.journeys.intacct import CLIENT_ID, SENDER_ID, Intacct
from tests.journeys.visitor import Person, Visitor
from tests.journeys.waiting import until

PASSWORD = "canary+house&<4711>/" + secrets.token_hex(8)
HIRE = """
from apps.audit.actor import Actor
from apps.tenants import services
for role in ("viewer", "operator", "admin"):
    services.add_operator(email=f"{role}@vendor.example", name=f"Olga {role.title()}", role=role,
                          password=PASSWORD, actor=Actor(id=None, label="The stage"))
"""
BY_APPROVAL = "sage-rest-quickstart"  # the guide whose connection is approved in Intacct
LINK = re.compile(r"http://localhost:\d+(/invitations/[^/\s\"<]+/)")

LEDGERLINE = "SELECT id FROM connections_clientapplication WHERE name = 'Ledgerline'"


@dataclass(frozen=True)
class Customer:
    """A tenant, its admin, its connection, and the company it is to be connected to."""

    name: str
    slug: str
    admin: Person
    company_id: str
    password: str = field(repr=False)
    connection_id: str = ""

    @property
    def hub(self) -> str:
        return f"/t/{self.slug}/connections/{self.connection_id}/"

    def step(self, step_id: str) -> str:
        return f"{self.hub}steps/{step_id}/"


@dataclass(frozen=True)
class Stage:
    """The running stack, with operators of every role and a sender that Intacct knows."""

    stack: JourneyStack
    operators: dict[str, Person]
    sender_password: str = field(repr=False)
    signed_in: dict[str, Visitor] = field(default_factory=dict)

    @classmethod
    def set(cls, stack: JourneyStack) -> "Stage":
        """Hire the operators, and let the admin among them enter the sender."""
        stack.manage("shell", "--no-imports", "-c", f"PASSWORD = {PASSWORD!r}\n{HIRE}")
        operators = {
            role: Person(f"Olga {role.title()}", f"{role}@vendor.example", PASSWORD)
            for role in ("viewer", "operator", "admin")
        }
        stage = cls(stack, operators, "canary+sender&<pw>/" + secrets.token_hex(8))
        stage.intacct.know_sender(stage.sender_password)
        admin = stage.visitor(operators["admin"])
        admin.post("/ops/senders/", sender_id=SENDER_ID, password=stage.sender_password)
        return stage

    @property
    def intacct(self) -> Intacct:
        return Intacct(self.stack.simulator_url)

    def visitor(self, person: Person | None = None) -> Visitor:
        """Return a new browser, or the one that the person is signed in at."""
        if person is None:
            return Visitor(self.stack.base_url)
        if person.email not in self.signed_in:
            self.signed_in[person.email] = Visitor(self.stack.base_url).sign_in(person)
        return self.signed_in[person.email]

    def bring_in(
        self, name: str = "Acme", *, guide: str = "craftable", environment: str = "production"
    ) -> Customer:
        """Let an operator invite a new tenant's admin, who accepts; nothing else is done."""
        customer = self.announce(name)
        link = self.invite(customer, guide=guide, environment=environment)
        self.join(customer.admin, link)
        return self.find(customer)

    def bring_in_to_approve(self, name: str = "Alder") -> Customer:
        """Bring in a customer who has done all but approve, in a company where that is possible."""
        self.register_application()
        customer = self.bring_in(name, guide=BY_APPROVAL)
        self.intacct.found_approvable(customer.company_id, password=customer.password)
        admin = self.visitor(customer.admin)
        admin.post(customer.step("company"), company_id=customer.company_id)
        admin.post(
            customer.step("choose-approval") + "decision/", sender_approval="while_approving"
        )
        self.wait_for_checks(customer)
        return customer

    def announce(self, name: str) -> Customer:
        """Think up a customer whom the portal does not know yet."""
        mark = secrets.token_hex(3)
        return Customer(
            name=f"{name} {mark}",
            slug=f"{name}-{mark}".lower(),
            admin=Person("Alice Admin", f"alice-{mark}@{name.lower()}.example", PASSWORD),
            company_id=f"{name}{mark}",
            password="canary+user&<pw>/" + secrets.token_hex(8),
        )

    def find(self, customer: Customer) -> Customer:
        """Return the customer with the connection that their invitation made."""
        found = self.stack.rows(
            "SELECT c.id FROM connections_connection c JOIN tenants_tenant t ON t.id = c.tenant_id"
            " WHERE t.slug = %s",
            customer.slug,
        )
        return replace(customer, connection_id=str(found[0][0]))

    def register_application(self) -> str:
        """Let the admin among the operators register the application once; return its address."""
        admin = self.visitor(self.operators["admin"])
        known = self.stack.rows(LEDGERLINE)
        if not known:
            (sender,) = self.stack.rows("SELECT id FROM connections_sender LIMIT 1")
            admin.post(
                "/ops/applications/new/", name="Ledgerline", scope="production", sender=sender[0]
            )
            known = self.stack.rows(LEDGERLINE)
            self._key(admin, str(known[0][0]))
        return f"/oauth/callback/{known[0][0]}"

    def _key(self, admin: Visitor, application_id: str) -> None:
        """Enter the keys, here and at Intacct."""
        secret = "canary+client&<secret>/" + secrets.token_hex(8)
        redirect_uri = f"{self.stack.base_url}/oauth/callback/{application_id}"
        self.intacct.know_application(secret, redirect_uri=redirect_uri)
        keys = f"/ops/applications/{application_id}/keys/"
        admin.post(keys, client_id=CLIENT_ID, secret=secret, allowed_origins="")

    def invite(
        self, customer: Customer, *, guide: str = "craftable", environment: str = "production"
    ) -> str:
        """Let an operator make the tenant, and return the path of the invitation's link."""
        page = self.visitor(self.operators["operator"]).post(
            "/ops/tenants/new/",
            name=customer.name,
            guide=guide,
            environment=environment,
            email=customer.admin.email,
        )
        return link_in(page.text, email=customer.admin.email)

    def join(self, person: Person, link: str) -> None:
        """Accept an invitation in this person's name."""
        visitor = self.visitor()
        assert visitor.post(link, name=person.name, password=person.password).ok
        self.signed_in[person.email] = visitor

    def set_up(self, customer: Customer) -> Visitor:
        """Do and prove every step but the last, in a company where all is well; by the admin."""
        self.intacct.found_ready(customer.company_id, password=customer.password)
        admin = self.visitor(customer.admin)
        admin.post(customer.step("company"), company_id=customer.company_id)
        admin.post(customer.step("choose-role") + "decision/", role_kind="restricted")
        admin.post(customer.step("role"), role_title="Craftable")
        admin.post(customer.step("choose-level") + "decision/", level="top")
        admin.post(customer.step("user"), user_id="Craftable", user_password=customer.password)
        self.wait_for_checks(customer)
        return admin

    def connect(self, customer: Customer) -> Visitor:
        """Do every step, and have the connection checked, so that the schedule takes it over."""
        admin = self.set_up(customer)
        admin.post(customer.step("finish") + "attestation/")
        admin.post(customer.hub + "runs/")
        self.wait_for_checks(customer)
        assert self.state_of(customer) == "connected"
        return admin

    def wait_for_checks(self, customer: Customer) -> None:
        """Return once no check of the connection is under way."""
        until(
            lambda: (
                not self.stack.rows(
                    "SELECT id FROM checks_run WHERE connection_id = %s"
                    " AND state IN ('queued', 'running')",
                    customer.connection_id,
                )
            )
        )

    def wait_for_approval(self, customer: Customer, state: str) -> None:
        """Return once the newest approval is in this state, and no check is under way."""
        query = (
            "SELECT state FROM connections_approval WHERE connection_id = %s"
            " ORDER BY created_at DESC LIMIT 1"
        )
        until(lambda: self.stack.rows(query, customer.connection_id)[0][0] == state)
        self.wait_for_checks(customer)

    def steps_left(self, customer: Customer) -> list[str]:
        """Return the ids of the steps that are not done."""
        found = self.stack.rows(
            "SELECT s.step_id FROM checklists_stepstate s"
            " JOIN checklists_checklist c ON c.id = s.checklist_id"
            " WHERE c.connection_id = %s AND s.state <> 'done'",
            customer.connection_id,
        )
        return [row[0] for row in found]

    def let_minutes_pass(self, customer: Customer, minutes: int) -> None:
        """Make the customer's approvals older: nothing else of the clock is touched."""
        self.stack.change(
            "UPDATE connections_approval SET created_at = created_at - make_interval(mins => %s)"
            " WHERE connection_id = %s",
            minutes,
            customer.connection_id,
        )

    def state_of(self, customer: Customer) -> str:
        """Return where the connection stands."""
        query = "SELECT state FROM connections_connection WHERE id = %s"
        return str(self.stack.rows(query, customer.connection_id)[0][0])


def link_in(page: str, *, email: str) -> str:
    """Return the path of the link that the operator's page of a tenant shows for this address."""
    found = LINK.search(page, page.rindex(f"<b>{email}</b>"))
    assert found, f"no link for {email}"
    return found[1]
