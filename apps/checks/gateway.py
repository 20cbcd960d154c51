"""The way to Intacct: a connection's client, its secrets opened just in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from apps.checks import rest_gateway
from apps.checks.interview import SKIPPED, Answer, Caller, Interview
from apps.checks.pace import paced
from apps.checks.permissions import Demand
from apps.checks.questions import Caller as Named
from apps.checks.questions import Question
from apps.checks.rest_interview import RestInterview
from apps.connections.models import Connection, WebServicesUser
from apps.connections.senders import has_sender, sender_login
from apps.intacct import AllowedHosts, Client, RequestsTransport
from apps.vault import services as vault


@dataclass(frozen=True)
class NothingToAskWith:
    """The conversation of a connection whose sender ID is still to be named."""

    questions: tuple[Question, ...]

    def answers(self) -> Iterator[Answer]:
        """Yield that no question was reached."""
        return (Answer(question, SKIPPED) for question in self.questions)


def callers_of(connection: Connection) -> list[Named]:
    """Name who can be asked as: users of ours, top level first, or whoever approved."""
    if connection.auth == Connection.Auth.AUTHORIZATION_CODE:
        return rest_gateway.approvers_of(connection)
    return [Named(user.entity_id, user.user_id) for user in _users(connection)]


def interview(
    *, connection: Connection, plan: tuple[Question, ...]
) -> Interview | RestInterview | NothingToAskWith:
    """Open what the run needs and prepare the conversation. Workers only."""
    if connection.auth == Connection.Auth.XML:
        return _over_xml(connection, plan)
    callers = tuple(callers_of(connection))
    return rest_gateway.interview(connection=connection, plan=plan, callers=callers)


def client_of(connection: Connection) -> Client:
    """Open the sender, and prepare the way to the gateway. Workers only."""
    transport = paced(
        RequestsTransport(
            hosts=AllowedHosts.of(settings.INTACCT_HOSTS),
            deadline=settings.INTACCT_DEADLINE_SECONDS,
        ),
        seconds=settings.CHECK_RUN_SECONDS,
    )
    sender = sender_login(connection)
    return Client(sender=sender, transport=transport, endpoint=settings.INTACCT_ENDPOINT)


def demands_of(connection: Connection) -> tuple[Demand, ...]:
    """What the guide asks of the user's permissions."""
    asked = connection.requirements
    return (
        *(_demand(row) for row in asked.get("permissions", [])),
        *(_demand(row, if_present=True) for row in asked.get("permissions_if_present", [])),
        *(_demand(row, forbidden=True) for row in asked.get("forbidden", [])),
    )


def _demand(row: dict[str, Any], **how: bool) -> Demand:
    return Demand(row["application"], tuple(row["rights"]), row["activity"], **how)


def _over_xml(connection: Connection, plan: tuple[Question, ...]) -> Interview | NothingToAskWith:
    if not has_sender(connection):
        return NothingToAskWith(plan)
    return Interview(
        client=client_of(connection),
        own_sender=bool(connection.own_sender_id),
        company_id=connection.company_id,
        callers=tuple(_opened(connection, user) for user in _users(connection)),
        questions=plan,
        demands=demands_of(connection),
    )


def _users(connection: Connection) -> list[WebServicesUser]:
    users = WebServicesUser.objects.filter(connection=connection).order_by("entity_id")
    if connection.level == Connection.Level.ENTITY:
        return list(users.exclude(entity_id=""))
    return list(users.filter(entity_id=""))


def _opened(connection: Connection, user: WebServicesUser) -> Caller:
    return Caller(
        entity_id=user.entity_id,
        user_id=user.user_id,
        password=vault.open_for_check(
            tenant_id=connection.tenant_id,
            connection_id=connection.id,
            field=user.password_field,
        ),
        held=user.refused_at is not None,
    )
