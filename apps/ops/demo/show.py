"""The demo's story: one customer has done nothing, one is connected, one has just broken.

A fourth follows a guide that asks for an approval, which is left for a person to give.
"""

import secrets
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from apps.audit.actor import Actor
from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.checklists.models import Checklist
from apps.checklists.onboarding import onboard
from apps.checks import services as checks
from apps.connections import services as connections
from apps.connections.models import Sender
from apps.ops.demo import pretend
from apps.ops.demo.people import Cast, SignIn, cast
from apps.ops.demo.registering import STAGE, register_application
from apps.tenants import services as tenants
from apps.tenants.models import Membership, Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret


def open_doors(*, keep: Path) -> Cast:
    """Set the stage once, and return who signs in. A second call changes nothing."""
    everybody = cast(keep)
    if User.objects.filter(email=everybody.people[0].email).exists():
        return everybody
    olga, priya, sam, lena, mara = everybody.people
    _hire(olga)
    sender = _lend_sender()
    pretend.put_bare_company("AlderFinch")
    _bring_in("Alder & Finch Holdings", priya)
    _connect(_bring_in("Brightwater Clinics", sam), company_id="Brightwater", admin=sam)
    broken = _bring_in("Quarry Lane Foods", lena)
    _connect(broken, company_id="QuarryLane", admin=lena)
    pretend.remove_senders("QuarryLane")
    _check(broken)
    register_application(sender)
    pretend.put_company_to_approve(**asdict(everybody.approver))
    _bring_in("Larkspur Studios", mara, guide="sage-rest-quickstart")
    return everybody


def _hire(person: SignIn) -> None:
    with across_tenants():
        tenants.add_operator(
            email=person.email,
            name=person.name,
            role=User.OperatorRole.ADMIN,
            password=person.password,
            actor=STAGE,
        )


def _lend_sender() -> Sender:
    password = secrets.token_urlsafe(16)
    pretend.put_sender(password)
    with across_tenants():
        return connections.save_sender(
            sender_id=pretend.SENDER_ID, password=Secret(password), actor=STAGE
        )


def _bring_in(name: str, person: SignIn, *, guide: str = "craftable") -> Checklist:
    made = onboard(name=name, guide=newest(guide), environment="production", email="", actor=STAGE)
    user = User.objects.create_user(email=person.email, name=person.name, password=person.password)
    _join(made.tenant, user)
    return made.checklist


@transaction.atomic
def _join(tenant: Tenant, user: User) -> None:
    with acting_for(tenant):
        Membership.objects.create(tenant=tenant, user=user, role=Membership.Role.ADMIN)


def _connect(checklist: Checklist, *, company_id: str, admin: SignIn) -> None:
    """Walk the whole guide in one go, as a quick admin would."""
    password = secrets.token_urlsafe(16)
    pretend.put_ready_company(company_id, password=password)
    actor = Actor(id=None, label=admin.name)
    with acting_for(checklist.tenant_id), transaction.atomic():
        _decide(checklist, actor)
        _answer(checklist, actor, company_id=company_id, password=Secret(password))
    _check(checklist)
    with acting_for(checklist.tenant_id), transaction.atomic():
        for step in queries.known_of(checklist).steps:
            if step.attest is not None:
                checklists.attest(checklist=checklist, step=step, actor=actor)


def _decide(checklist: Checklist, actor: Actor) -> None:
    for variable, option in (("role_kind", "restricted"), ("level", "top")):
        step = next(
            each
            for each in queries.known_of(checklist).steps
            if each.decision and each.decision.variable == variable
        )
        checklists.decide(checklist=checklist, step=step, option=option, actor=actor)


def _answer(checklist: Checklist, actor: Actor, *, company_id: str, password: Secret) -> None:
    answers = {"company_id": company_id, "role_title": "Craftable", "user_id": pretend.USER_ID}
    for step in queries.known_of(checklist).steps:
        given = {str(name): answers[name] for name in step.asks if name in answers}
        if given:
            checklists.answer(
                checklist=checklist,
                step=step,
                entity_id="",
                answers=given,
                secrets={"user_password": password} if "user_id" in given else {},
                actor=actor,
            )


def _check(checklist: Checklist) -> None:
    with acting_for(checklist.tenant_id), transaction.atomic():
        fresh = queries.checklist_of(checklist.connection)
        run = checks.queue_run(connection=fresh.connection, why="scheduled")
    checks.carry_out(tenant_id=run.tenant_id, run_id=run.id)
