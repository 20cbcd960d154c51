"""From a test company on to production: a connection of its own, where all is proven anew.

Decisions and answers go along. What belongs to the test company stays behind: its company ID, its
users, what was found out about it, every secret, and every value the guide gives an environment.
"""

from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.actor import Actor
from apps.checklists.guide.format import Guide
from apps.checklists.library import guide_of
from apps.checklists.models import Checklist
from apps.checklists.onboarding import NoApplication, application_for
from apps.checklists.services import begin, demand, hold
from apps.checklists.settling import settle
from apps.connections import services as connections
from apps.connections.models import ClientApplication, Connection
from apps.connections.senders import name_sender

PRODUCTION = Connection.Environment.PRODUCTION
OF_THE_CONNECTION = frozenset({"company_id", "user_id", "client_id"})
"""Answers that name the company, and who may enter it: bound to it, whatever a guide says."""


class CannotPromote(Exception):
    """It cannot go on to production; `str()` is one sentence that says why."""


@transaction.atomic
def promote(*, checklist: Checklist, actor: Actor) -> Checklist:
    """Begin the same guide again for production; returns the new checklist, with all to prove.

    Raises `CannotPromote`.
    """
    hold(checklist)
    guide = guide_of(checklist)
    connection = _draft(checklist, application=_admitted(checklist, guide), actor=actor)
    promoted = begin(connection=connection, guide=guide)
    promoted.promoted_from = checklist
    promoted.decisions = decisions_for(PRODUCTION, checklist, guide)
    promoted.answers = answers_to_copy(checklist, guide)
    promoted.save(update_fields=["promoted_from", "decisions", "answers"])
    demand(checklist=promoted, guide=guide)
    settle(checklist=promoted, actor=actor)
    _record(promoted, actor)
    return promoted


def obstacle(checklist: Checklist) -> str:
    """Why it cannot go on to production, in one sentence; empty where it can."""
    try:
        _admitted(checklist, guide_of(checklist))
    except CannotPromote as refusal:
        return str(refusal)
    return ""


def decisions_for(environment: str, checklist: Checklist, guide: Guide) -> dict[str, str]:
    """The decisions that can be taken in that environment too; a client scope cannot."""
    suiting = {
        (decision.variable, option.value)
        for decision in guide.decisions
        for option in decision.options
        if option.suits(environment)
    }
    return {
        name: option for name, option in checklist.decisions.items() if (name, option) in suiting
    }


def answers_to_copy(checklist: Checklist, guide: Guide) -> dict[str, str]:
    """The answers that hold in every environment; never what names the company or its users."""
    everywhere = {
        each.name
        for each in guide.variables
        if each.scope in {"vendor", "tenant"} and not each.secret
    }
    kept = everywhere - OF_THE_CONNECTION
    return {name: value for name, value in checklist.answers.items() if name in kept}


def scope_conflict(application: ClientApplication, environment: str) -> str:
    """Why the application does not go with a company of that environment; empty if it does.

    A client scope is fixed at registration, and Intacct refuses a non-production client in a
    production company (../shared/intacct/intacct-rest.md §2); the other way round is our rule.
    """
    scopes = ClientApplication.Scope
    wanted = scopes.PRODUCTION if environment == PRODUCTION else scopes.NON_PRODUCTION
    if application.scope == wanted:
        return ""
    return (
        f"{application.name} is registered with the client scope"
        f" {application.get_scope_display()}, and this company is {environment}."
        f" Register an application with the client scope {wanted.label}."
    )


def _admitted(checklist: Checklist, guide: Guide) -> ClientApplication | None:
    """The application for production, once nothing speaks against going there."""
    if checklist.connection.environment == PRODUCTION:
        raise CannotPromote("This connection is in production already.")
    if Checklist.objects.filter(promoted_from=checklist).exists():
        raise CannotPromote("This connection has been taken on to production before.")
    if PRODUCTION not in guide.environments:
        raise CannotPromote(f"{guide.title} is not meant for production.")
    try:
        return application_for(guide, PRODUCTION)
    except NoApplication:
        used = checklist.connection.application
        raise CannotPromote(
            scope_conflict(used, PRODUCTION)
            if used
            else "No application is registered with the client scope Production."
        ) from None


def _draft(
    checklist: Checklist, *, application: ClientApplication | None, actor: Actor
) -> Connection:
    source = checklist.connection
    connection = connections.draft(
        tenant=source.tenant,
        environment=PRODUCTION,
        auth=source.auth,
        sender=application.sender if application else source.sender,
        application=application,
        actor=actor,
    )
    if source.own_sender_id:  # good in every environment; its password is asked for again
        name_sender(
            connection=connection, sender_id=source.own_sender_id, password=None, actor=actor
        )
    return connection


def _record(promoted: Checklist, actor: Actor) -> None:
    source = promoted.promoted_from
    audit.record(
        Action.CHECKLIST_PROMOTED,
        actor=actor,
        target_id=promoted.connection_id,
        target_label=source.connection.title if source else promoted.connection.title,
        tenant_id=promoted.tenant_id,
        source=str(source.connection_id) if source else "",
    )
