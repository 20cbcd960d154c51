"""The way to Intacct: a connection's client, its secrets opened just in time."""

from django.conf import settings

from apps.checks.interview import Caller, Interview
from apps.checks.pace import paced
from apps.checks.permissions import Demand
from apps.checks.questions import Caller as Named
from apps.checks.questions import Question
from apps.connections.models import Connection, WebServicesUser
from apps.connections.services import SENDER_PASSWORD
from apps.intacct import AllowedHosts, Client, RequestsTransport, SenderLogin
from apps.vault import services as vault


def callers_of(connection: Connection) -> list[Named]:
    """Name the Web Services users that can be signed in as; the top level first."""
    return [Named(user.entity_id, user.user_id) for user in _users(connection)]


def interview(*, connection: Connection, plan: tuple[Question, ...]) -> Interview:
    """Open what the run needs and prepare the conversation. Workers only."""
    password = vault.open_vendor_secret(owner_id=connection.sender_id, field=SENDER_PASSWORD)
    sender = SenderLogin(sender_id=connection.sender.sender_id, password=password.reveal())
    transport = paced(
        RequestsTransport(
            hosts=AllowedHosts.of(settings.INTACCT_HOSTS),
            deadline=settings.INTACCT_DEADLINE_SECONDS,
        ),
        seconds=settings.CHECK_RUN_SECONDS,
    )
    return Interview(
        client=Client(sender=sender, transport=transport, endpoint=settings.INTACCT_ENDPOINT),
        company_id=connection.company_id,
        callers=tuple(_opened(connection, user) for user in _users(connection)),
        questions=plan,
        demands=demands_of(connection),
    )


def demands_of(connection: Connection) -> tuple[Demand, ...]:
    """What the guide asks of the user's permissions."""
    return tuple(
        Demand(row["application"], tuple(row["rights"]), row["activity"])
        for row in connection.requirements.get("permissions", [])
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
