"""What the bench's cast does in its own process: bring customers in, count a page's queries."""

import json
import secrets
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection as database
from django.db import transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.audit.actor import SYSTEM
from apps.checklists import queries
from apps.checklists import services as checklists
from apps.checklists.library import newest
from apps.checklists.models import Checklist
from apps.checklists.onboarding import onboard
from apps.connections import services as connections
from apps.ops.benches.wizard_customer import DECISIONS, GUIDE, SENDER_ID
from apps.tenants.models import Membership, Tenant, User
from apps.tenants.scope import acting_for
from apps.tenants.unfenced import across_tenants
from apps.vault.secret import Secret

_NO_ROWS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
_OK = 200


def serve() -> None:
    """Do a deed for each line on standard input, until it closes, and answer with a line."""
    deeds: dict[str, Callable[..., Any]] = {
        "lend_sender": lend_sender,
        "bring_in": bring_in,
        "count": count,
    }
    for line in sys.stdin:
        details = json.loads(line)
        print(json.dumps(deeds[details.pop("deed")](**details)), flush=True)  # noqa: T201


def lend_sender(*, password: str) -> None:
    """Let the vendor have a sender ID."""
    with across_tenants():
        connections.save_sender(sender_id=SENDER_ID, password=Secret(password), actor=SYSTEM)


def bring_in(*, names: list[str]) -> list[dict[str, str]]:
    """Bring in a customer of each name, who has done all but the Web Services user's step."""
    return [_brought_in(name) for name in names]


def count(*, email: str, paths: list[str]) -> list[int]:
    """How many queries each page takes, seen from inside: of a second visit to it.

    Counted are the statements that read or write rows, the session's and its user's too; not the
    begin and end of a transaction, nor the scope stamped on it (`apps.core.database.stamp`).
    """
    client = Client()
    client.force_login(User.objects.get(email=email))
    return [_counted(client, path) for path in paths]


def _brought_in(name: str) -> dict[str, str]:
    made = onboard(name=name, guide=newest(GUIDE), environment="production", email="", actor=SYSTEM)
    email, password = f"admin@{made.tenant.slug}.example", secrets.token_urlsafe(16)
    user = User.objects.create_user(email=email, name=f"Admin of {name}", password=password)
    with acting_for(made.tenant), transaction.atomic():
        _join(made.tenant, user)
        _walk(made.checklist, company_id=name)
    return {
        "slug": made.tenant.slug,
        "connection_id": str(made.checklist.connection_id),
        "company_id": name,
        "email": email,
        "password": password,
    }


def _join(tenant: Tenant, user: User) -> None:
    Membership.objects.create(tenant=tenant, user=user, role=Membership.Role.ADMIN)


def _walk(checklist: Checklist, *, company_id: str) -> None:
    answers = {"company_id": company_id, "role_title": "Craftable"}
    for step in queries.known_of(checklist).guide.steps_for(DECISIONS):
        if step.decision:
            option = DECISIONS[step.decision.variable]
            checklists.decide(checklist=checklist, step=step, option=option, actor=SYSTEM)
        given = {str(name): answers[name] for name in step.asks if name in answers}
        if given:
            checklists.answer(
                checklist=checklist,
                step=step,
                entity_id="",
                answers=given,
                secrets={},
                actor=SYSTEM,
            )


def _counted(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(database) as captured:
        answer = client.get(path)
    if answer.status_code != _OK:
        raise LookupError(f"{path} answered {answer.status_code}")
    sent = [query["sql"] for query in captured.captured_queries]
    return sum(not each.startswith(_NO_ROWS) for each in sent)
